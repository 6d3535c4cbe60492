// The files of rules/, embedded as they are. To add a preset: put its file in rules/orders/ and a line in both places
// below.
#include "shipped_rules.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char countries[] = {
#embed "../../rules/countries.yaml"
};
// The columns of countries.yaml that decide verdicts, made of it by `make country-rules`: reading all of it takes half of
// an ordinary run.
static const unsigned char country_rules[] = {
#embed "country-rules.txt"
};
static const unsigned char thread_first[] = {
#embed "../../rules/orders/thread-first.yaml"
};
static const unsigned char staff_first[] = {
#embed "../../rules/orders/staff-first.yaml"
};
static const unsigned char compliant_first[] = {
#embed "../../rules/orders/compliant-first.yaml"
};
static const unsigned char per_user[] = {
#embed "../../rules/orders/per-user.yaml"
};
static const unsigned char messaging_service[] = {
#embed "../../rules/orders/messaging-service.yaml"
};

const sendfrom_rules_file sendfrom_countries = {"countries", countries, sizeof countries};
const sendfrom_rules_file sendfrom_country_rules = {"country-rules", country_rules, sizeof country_rules};
static const sendfrom_rules_file presets[] = {
    {"thread-first", thread_first, sizeof thread_first},
    {"staff-first", staff_first, sizeof staff_first},
    {"compliant-first", compliant_first, sizeof compliant_first},
    {"per-user", per_user, sizeof per_user},
    {"messaging-service", messaging_service, sizeof messaging_service},
};
const sendfrom_rules_file *const sendfrom_presets = presets;
const size_t sendfrom_preset_count = sizeof presets / sizeof presets[0];
