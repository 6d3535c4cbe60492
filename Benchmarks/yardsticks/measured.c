/* Runs a command and tells what it took: measured COMMAND [ARG ...] prints CPU seconds, wall seconds, peak memory in MB
   and the exit status on one line. What the command prints is thrown away.
   In C since a process's peak memory is never below that of the one that started it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return (double)time.tv_sec + (double)time.tv_usec / 1e6; }

int main(int count, char **arguments) {
    struct timespec began, ended;
    struct rusage used;
    int status;
    if (count < 2) return 2;
    clock_gettime(CLOCK_MONOTONIC, &began);
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR);
        for (int stream = 0; stream < 3; stream++) dup2(nothing, stream);
        execvp(arguments[1], arguments + 1);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) < 0) return 1;
    clock_gettime(CLOCK_MONOTONIC, &ended);
    double wall = (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9;
    printf("%.6f %.6f %.3f %d\n", seconds(used.ru_utime) + seconds(used.ru_stime), wall, (double)used.ru_maxrss / 1024,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
