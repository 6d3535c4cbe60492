#ifndef NUMBERING_PLAN_H
#define NUMBERING_PLAN_H

#include <stddef.h>

/// The contents of numbering-plan.bin, aligned to 64 bytes. The format: docs/numbering-plan.md.
extern const unsigned char numbering_plan[];

/// The number of bytes in `numbering_plan`.
extern const size_t numbering_plan_size;

/// The address of `numbering_plan`: Swift does not see arrays of unknown length.
static inline const void *_Nonnull numbering_plan_start(void) { return numbering_plan; }

#endif
