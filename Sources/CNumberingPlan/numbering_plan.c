#include "numbering_plan.h"

// #embed is C23; clang has it as an extension in every earlier standard, and warns.
#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(64) const unsigned char numbering_plan[] = {
#embed "numbering-plan.bin"
};

const size_t numbering_plan_size = sizeof numbering_plan;
