#ifndef SENDFROM_SHIPPED_RULES_H
#define SENDFROM_SHIPPED_RULES_H
#include <stddef.h>

/// A file of `rules/`, embedded: its name without the ending, and its bytes.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} sendfrom_rules_file;

extern const sendfrom_rules_file sendfrom_countries;
extern const sendfrom_rules_file sendfrom_country_rules;
extern const sendfrom_rules_file *const sendfrom_presets;
extern const size_t sendfrom_preset_count;

#endif
