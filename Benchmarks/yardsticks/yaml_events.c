/* libyaml's event loop and nothing else: what reading these files costs at least with the library sendfrom uses.
   yaml_events FILE ...   prints the number of events. Each file is read whole and parsed from memory. */
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static long events(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) return -1;
    long size = ftell(file);
    rewind(file);
    unsigned char *text = malloc(size > 0 ? (size_t)size : 1);
    if (size < 0 || !text || fread(text, 1, (size_t)size, file) != (size_t)size) return -1;
    fclose(file);

    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) return -1;
    yaml_parser_set_input_string(&parser, text, (size_t)size);
    long count = 0;
    for (int done = 0; !done; count++) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) return -1;
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    free(text);
    return count;
}

int main(int count, char **paths) {
    long total = 0;
    for (int i = 1; i < count; i++) {
        long found = events(paths[i]);
        if (found < 0) {
            fprintf(stderr, "yaml_events: can't read %s\n", paths[i]);
            return 1;
        }
        total += found;
    }
    printf("%ld\n", total);
    return 0;
}
