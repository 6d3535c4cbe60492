// The selection of SelectionTenant.swift by hand, for one core: about what the machine allows. simdjson on demand, flat
// hash tables keyed by integers, a table from the first four digits to the country's sender. It reads no YAML, checks
// nothing, explains nothing, and trusts its input.
//
//   selector TENANT.json MESSAGES.ndjson DECISIONS.ndjson    {"id","from","by"} a line
//   selector TENANT.json MESSAGES.ndjson --decide ROUNDS     median CPU nanoseconds of one decision, nothing else timed
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace json = simdjson::ondemand;
using std::string_view;

// +491512345678 as an integer; 0 stands for a key not given.
static uint64_t number(string_view text) {
    uint64_t value = 0;
    for (size_t i = 1; i < text.size(); i++) value = value * 10 + uint64_t(text[i] - '0');
    return value;
}

// A name of up to eight bytes as an integer.
static uint64_t name(string_view text) {
    uint64_t value = 0;
    memcpy(&value, text.data(), std::min<size_t>(text.size(), 8));
    return value;
}

constexpr uint32_t nobody = UINT32_MAX;

// Open addressing, at most half full. Keys are not 0.
class Table {
    struct Slot {
        uint64_t key;
        uint32_t value;
    };
    std::vector<Slot> slots;
    size_t mask;

    size_t first(uint64_t key) const {
        key = (key ^ (key >> 32)) * 0x9E3779B97F4A7C15u;
        return (key ^ (key >> 29)) & mask;
    }

  public:
    explicit Table(size_t count = 0) {
        size_t size = 16;
        while (size < 2 * count) size *= 2;
        slots.assign(size, {0, 0});
        mask = size - 1;
    }
    void insert(uint64_t key, uint32_t value) {
        size_t at = first(key);
        while (slots[at].key && slots[at].key != key) at = (at + 1) & mask;
        slots[at] = {key, value};
    }
    uint32_t find(uint64_t key) const {
        for (size_t at = first(key);; at = (at + 1) & mask) {
            if (slots[at].key == key) return slots[at].value;
            if (!slots[at].key) return nobody;
        }
    }
};

struct Message {
    uint64_t conversation = 0, from = 0, user = 0, team = 0;
    uint32_t prefix = 0;  // the recipient's first four digits
    string_view id;

    explicit Message(json::object object) {
        for (auto field : object) {
            string_view key = field.unescaped_key();
            string_view value = field.value().get_string();
            switch (key[0]) {
            case 'i': id = value; break;
            case 'c': conversation = number(value); break;
            case 'f': from = number(value); break;
            case 'u': user = name(value); break;
            default:
                if (key.size() == 4) team = name(value);
                else for (int i = 1; i <= 4; i++) prefix = prefix * 10 + uint32_t(value[i] - '0');
            }
        }
    }
};

enum Source : uint8_t { conversation, explicitly, user, country, fallback, team, none };
static constexpr string_view sources[] = {"conversation", "explicit", "user", "country", "tenant", "team", "none"};

struct Choice {
    uint32_t sender;
    Source source;
};

struct Tenant {
    std::vector<std::string> senders;
    std::vector<uint8_t> active, texts;
    Table numbers, users, teams;
    // By the recipient's first four digits.
    std::vector<uint32_t> countryDefault = std::vector<uint32_t>(10000, nobody);
    std::vector<uint8_t> isReached = std::vector<uint8_t>(10000, 0);
    uint32_t tenantDefault = nobody;

    explicit Tenant(const char *path) {
        simdjson::dom::parser parser;
        simdjson::dom::element file = parser.load(path);
        simdjson::dom::object inventory = file["numbers"];
        numbers = Table(inventory.size());
        for (auto [text, entry] : inventory) {
            numbers.insert(number(text), uint32_t(senders.size()));
            senders.emplace_back(text);
            texts.push_back(bool(entry["sms"]));
            active.push_back(bool(entry["active"]));
        }
        users = owners(file["users"]);
        teams = owners(file["teams"]);
        tenantDefault = sender(file["tenant_default"]["number"]);
        std::vector<std::string> countries(10000);
        for (size_t length = 1; length <= 4; length++) {  // longer prefixes overwrite shorter ones
            size_t span = length == 1 ? 1000 : length == 2 ? 100 : length == 3 ? 10 : 1;
            for (auto [digits, code] : simdjson::dom::object(file["prefixes"])) {
                if (digits.size() != length) continue;
                size_t from = std::stoul(std::string(digits)) * span;
                std::fill_n(countries.begin() + from, span, std::string(string_view(code)));
            }
        }
        for (size_t prefix = 0; prefix < countries.size(); prefix++) {
            auto found = file["country_defaults"].at_key(countries[prefix]);
            if (!found.error()) countryDefault[prefix] = sender(found);
            for (string_view code : simdjson::dom::array(file["tenant_default"]["reach"]))
                if (code == countries[prefix]) isReached[prefix] = 1;
        }
    }

    uint32_t sender(string_view text) const { return numbers.find(number(text)); }

    Table owners(simdjson::dom::object object) const {
        Table table(object.size());
        for (auto [key, text] : object) table.insert(name(key), sender(text));
        return table;
    }

    Choice decide(const Message &message) const {
        uint32_t found;
        if (message.conversation && (found = numbers.find(message.conversation)) != nobody && active[found])
            return {found, conversation};
        if (message.from && (found = numbers.find(message.from)) != nobody) return {found, explicitly};
        if (message.user && (found = users.find(message.user)) != nobody && texts[found]) return {found, user};
        if ((found = countryDefault[message.prefix]) != nobody) return {found, country};
        if (isReached[message.prefix]) return {tenantDefault, fallback};
        if (message.team && (found = teams.find(message.team)) != nobody) return {found, team};
        return {nobody, none};
    }
};

static double threadTime() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

static void decideAll(const Tenant &tenant, const simdjson::padded_string &text, const char *path) {
    FILE *file = fopen(path, "wb");
    if (!file) throw std::runtime_error("can't write the decisions");
    std::vector<char> buffer(1 << 20);
    char *const begin = buffer.data(), *const full = begin + buffer.size() - 4096, *end = begin;
    auto put = [&](string_view part) {
        memcpy(end, part.data(), part.size());
        end += part.size();
    };
    json::parser parser;
    json::document_stream lines = parser.iterate_many(text, 1 << 20);
    for (auto line : lines) {
        Message message(line.get_object());
        Choice choice = tenant.decide(message);
        if (end > full) {
            fwrite(begin, 1, size_t(end - begin), file);
            end = begin;
        }
        put("{\"id\":\"");
        put(message.id);
        if (choice.sender == nobody) {
            put("\",\"from\":null,\"by\":\"");
        } else {
            put("\",\"from\":\"");
            put(tenant.senders[choice.sender]);
            put("\",\"by\":\"");
        }
        put(sources[choice.source]);
        put("\"}\n");
    }
    fwrite(begin, 1, size_t(end - begin), file);
    fclose(file);
}

// In blocks of 1,000, each read through before the clock starts, as DecisionLoop.swift does.
static double nanoseconds(const Tenant &tenant, const simdjson::padded_string &text, int rounds) {
    std::vector<Message> messages;
    json::parser parser;
    json::document_stream lines = parser.iterate_many(text, 1 << 20);
    for (auto line : lines) messages.emplace_back(line.get_object());
    std::vector<double> times;
    volatile uint64_t sum = 0;
    for (int round = 0; round < rounds; round++) {
        double seconds = 0;
        for (size_t start = 0; start < messages.size(); start += 1000) {
            size_t end = std::min(messages.size(), start + 1000);
            uint64_t block = 0;
            for (size_t i = start; i < end; i++) block += messages[i].prefix + messages[i].id.size();
            double began = threadTime();
            for (size_t i = start; i < end; i++) block += tenant.decide(messages[i]).sender;
            seconds += threadTime() - began;
            sum = sum + block;
        }
        times.push_back(seconds / double(messages.size()) * 1e9);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

int main(int count, char **arguments) {
    bool onlyDecides = count == 5 && !strcmp(arguments[3], "--decide");
    if (count != 4 && !onlyDecides) {
        fprintf(stderr, "usage: selector TENANT.json MESSAGES.ndjson DECISIONS.ndjson|--decide ROUNDS\n");
        return 2;
    }
    Tenant tenant(arguments[1]);
    simdjson::padded_string text = simdjson::padded_string::load(arguments[2]);
    if (onlyDecides) printf("%f\n", nanoseconds(tenant, text, std::max(1, atoi(arguments[4]))));
    else decideAll(tenant, text, arguments[3]);
}
