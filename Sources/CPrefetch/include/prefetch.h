// One instruction of the processor that Swift has no word for.
#ifndef SENDFROM_PREFETCH_H
#define SENDFROM_PREFETCH_H

/// Begins to fetch the line of memory that an address lies in, and doesn't wait for it. Any address will do.
static inline void sendfrom_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
