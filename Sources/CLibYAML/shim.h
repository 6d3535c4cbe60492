#ifndef SENDFROM_CLIBYAML_SHIM_H
#define SENDFROM_CLIBYAML_SHIM_H
#include <yaml.h>
#endif
