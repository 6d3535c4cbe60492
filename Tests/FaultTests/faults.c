// Loaded into the program by FaultTests (LD_PRELOAD): lets one of the calls that change files fail, or the process or
// the file's contents change at that moment. Every such call is counted; FAULT_AT says which one is meant, from 1.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int calls;
static int isInside;

static ssize_t (*systemWrite)(int, const void *, size_t);

static void append(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0666);
    systemWrite(file, text, strlen(text));
    close(file);
}

// Whether this call fails, errno set.
static int fails(const char *name) {
    if (!systemWrite) systemWrite = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (isInside) return 0;
    calls++;
    const char *log = getenv("FAULT_LOG");
    if (log) {
        isInside = 1;
        append(log, name);
        append(log, "\n");
        isInside = 0;
    }
    const char *at = getenv("FAULT_AT");
    const char *fault = getenv("FAULT");
    if (!at || !fault || atoi(at) != calls) return 0;
    if (!strcmp(fault, "kill")) kill(getpid(), SIGKILL);
    if (!strcmp(fault, "interrupt")) raise(SIGINT);
    if (!strcmp(fault, "change")) {
        isInside = 1;
        append(getenv("FAULT_FILE"), "# somebody else was here\n");
        isInside = 0;
    }
    int number = !strcmp(fault, "ENOSPC")   ? ENOSPC
                 : !strcmp(fault, "EIO")    ? EIO
                 : !strcmp(fault, "EROFS")  ? EROFS
                 : !strcmp(fault, "EACCES") ? EACCES
                                            : 0;
    if (number) errno = number;
    return number != 0;
}

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, name))

ssize_t write(int file, const void *bytes, size_t count) {
    if (fails("write")) return -1;
    // A system may take only some of the bytes.
    if (getenv("FAULT_SHORT") && count > 7) count = 7;
    return systemWrite(file, bytes, count);
}

int mkstemp(char *path) { return fails("mkstemp") ? -1 : REAL("mkstemp", int (*)(char *))(path); }
int fsync(int file) { return fails("fsync") ? -1 : REAL("fsync", int (*)(int))(file); }
int fchmod(int file, mode_t mode) { return fails("fchmod") ? -1 : REAL("fchmod", int (*)(int, mode_t))(file, mode); }
int mkdir(const char *path, mode_t mode) {
    return fails("mkdir") ? -1 : REAL("mkdir", int (*)(const char *, mode_t))(path, mode);
}
int rename(const char *from, const char *to) {
    return fails("rename") ? -1 : REAL("rename", int (*)(const char *, const char *))(from, to);
}
int unlink(const char *path) { return fails("unlink") ? -1 : REAL("unlink", int (*)(const char *))(path); }
