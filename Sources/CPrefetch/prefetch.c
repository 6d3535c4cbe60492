// A target has a source file; all there is stands in the header.
#include "prefetch.h"
