/* A disk that keeps a diary, fills up, and stops in the middle of a write.
 *
 * Preloaded into a process (LD_PRELOAD), it stands between the program and the kernel for all files
 * below one folder, once disk_watch() has named that folder. Until then it does nothing at all.
 *
 *   disk_watch(folder, diary)  write every change of a file or folder to the diary, in order, with
 *                              its bytes; fsync is noted and not done: the diary decides what a
 *                              power cut leaves. An empty diary path keeps none, and syncs are done.
 *   disk_note(bytes, length)   put a note of the program's own into the diary, between the writes
 *   disk_stop(step, how)       at the step-th change from here: 'b' die before it, 'h' half-way
 *                              through it, between two pages of the file, 'a' right after it;
 *                              'f' the disk is full from then on
 *   disk_room()                there is room again
 *   disk_steps()               changes so far
 *
 * The -shm file beside a store is shared memory that is made anew at each start: its changes count
 * as steps, for it takes room, and are not in the diary. What the shim cannot follow on a watched
 * file (writev and the like) ends the process with a sentence, so that no diary is silently short.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define PAGE 4096

static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char watched[PATH_MAX];
static size_t watched_length;
static int diary = -1;
static long steps, stop_at = -1;
static char stop_how;
static int full, part_written;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static ssize_t (*real_sendfile)(int, int, off_t *, size_t);
static ssize_t (*real_copy_range)(int, off_t *, int, off_t *, size_t, unsigned);
static int (*real_fallocate)(int, int, off_t, off_t);
static int (*real_posix_fallocate)(int, off_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_truncate)(const char *, off_t);
static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_rename)(const char *, const char *);
static int (*real_renameat)(int, const char *, int, const char *);
static int (*real_link)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_unlinkat)(int, const char *, int);
static int (*real_mkdir)(const char *, mode_t);
static int (*real_rmdir)(const char *);
static int (*real_statvfs)(const char *, struct statvfs64 *);

__attribute__((constructor)) static void find_the_real_ones(void)
{
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_writev = dlsym(RTLD_NEXT, "writev");
    real_pwritev = dlsym(RTLD_NEXT, "pwritev64");
    real_sendfile = dlsym(RTLD_NEXT, "sendfile64");
    real_copy_range = dlsym(RTLD_NEXT, "copy_file_range");
    real_fallocate = dlsym(RTLD_NEXT, "fallocate64");
    real_posix_fallocate = dlsym(RTLD_NEXT, "posix_fallocate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_truncate = dlsym(RTLD_NEXT, "truncate64");
    real_open = dlsym(RTLD_NEXT, "open64");
    real_openat = dlsym(RTLD_NEXT, "openat64");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_renameat = dlsym(RTLD_NEXT, "renameat");
    real_link = dlsym(RTLD_NEXT, "link");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_unlinkat = dlsym(RTLD_NEXT, "unlinkat");
    real_mkdir = dlsym(RTLD_NEXT, "mkdir");
    real_rmdir = dlsym(RTLD_NEXT, "rmdir");
    real_statvfs = dlsym(RTLD_NEXT, "statvfs64");
}

/* ---- what is watched ------------------------------------------------------------------------- */

/* Returns the name below the watched folder ("" for itself), or NULL. */
static const char *name_of_path(const char *path, char *room)
{
    if (!watched_length || !path) return NULL;
    if (path[0] != '/') { /* relative ones are not used for data; resolved only to be sure */
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here)) return NULL;
        if (snprintf(room, PATH_MAX, "%s/%s", here, path) >= PATH_MAX) return NULL;
        path = room;
    }
    if (strncmp(path, watched, watched_length)) return NULL;
    if (path[watched_length] == '/') return path + watched_length + 1;
    return path[watched_length] ? NULL : "";
}

static const char *name_of_file(int fd, char *room)
{
    char link[64];
    if (!watched_length || fd == diary) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, room, PATH_MAX - 1);
    if (length <= 0) return NULL;
    room[length] = 0;
    return room[0] == '/' ? name_of_path(room, NULL) : NULL; /* pipes and sockets have no path */
}

static int is_shared_memory(const char *name)
{
    size_t length = strlen(name);
    /* one that was unlinked while open has " (deleted)" after its name in /proc */
    return (length >= 4 && !strcmp(name + length - 4, "-shm")) || strstr(name, "-shm (deleted)");
}

static uint64_t number_of_file(int fd)
{
    struct stat about;
    return fstat(fd, &about) ? 0 : (uint64_t)about.st_ino;
}

static uint64_t number_of_path(const char *path)
{
    struct stat about;
    return lstat(path, &about) ? 0 : (uint64_t)about.st_ino;
}

static int is_there(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

static void stop_with(const char *sentence)
{
    fprintf(stderr, "disk: %s on a watched file is not followed\n", sentence);
    abort();
}

/* ---- the diary ------------------------------------------------------------------------------- */

struct entry {
    uint64_t file;
    int64_t offset, length;
    uint32_t name, other_name;
    char kind, unused[7];
};

static void enter(char kind, uint64_t file, const char *name, const char *other, int64_t offset,
                  const void *data, int64_t length)
{
    if (diary < 0) return;
    struct entry entry = {file, offset, length, (uint32_t)strlen(name), (uint32_t)strlen(other), kind,
                          {0}};
    struct iovec parts[4] = {{&entry, sizeof entry},
                             {(void *)name, entry.name},
                             {(void *)other, entry.other_name},
                             {(void *)data, data ? (size_t)length : 0}};
    ssize_t whole = sizeof entry + entry.name + entry.other_name + (data ? length : 0);
    if (real_writev(diary, parts, 4) != whole) {
        fprintf(stderr, "disk: the diary cannot be written\n");
        abort();
    }
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Counts one step; returns what is to happen at it: 0 nothing, or how to stop. */
static char step(void)
{
    steps++;
    if (stop_how && stop_how != 'f' && steps == stop_at) {
        if (stop_how == 'b') die();
        return stop_how;
    }
    if (stop_how == 'f' && steps >= stop_at) full = 1;
    return 0;
}

/* ---- what the harness calls ------------------------------------------------------------------ */

void disk_watch(const char *folder, const char *diary_path)
{
    watched_length = 0;
    steps = 0;
    if (diary_path[0]) {
        diary = real_open(diary_path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
        if (diary < 0) stop_with("keeping a diary");
    }
    snprintf(watched, sizeof watched, "%s", folder);
    watched_length = strlen(watched);
}

void disk_note(const void *bytes, size_t length)
{
    pthread_mutex_lock(&turn);
    enter('N', 0, "", "", 0, bytes, (int64_t)length);
    pthread_mutex_unlock(&turn);
}

void disk_stop(long at, char how)
{
    stop_at = steps + at;
    stop_how = how;
    full = part_written = 0;
}

void disk_room(void)
{
    stop_how = 0;
    full = part_written = 0;
}

long disk_steps(void) { return steps; }
int disk_is_full(void) { return full; }

/* ---- writing --------------------------------------------------------------------------------- */

/* `at` is where, or -1 for the file's own position. */
static ssize_t put(int fd, const void *bytes, size_t length, off_t at)
{
    char room[PATH_MAX];
    const char *name = watched_length ? name_of_file(fd, room) : NULL;
    if (!name) return at < 0 ? real_write(fd, bytes, length) : real_pwrite(fd, bytes, length, at);
    pthread_mutex_lock(&turn);
    char stop = step();
    size_t now = length;
    if (full) {
        /* What the kernel does: as much as there is room for, and the error at the next one. */
        if (part_written || length <= 512) {
            part_written = 1;
            pthread_mutex_unlock(&turn);
            errno = ENOSPC;
            return -1;
        }
        part_written = 1;
        now = length / 2;
    }
    off_t where = at >= 0 ? at : (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END)
                                                                 : lseek(fd, 0, SEEK_CUR);
    if (stop == 'h') {
        /* The kernel looks for a deadly signal between two pages of a file, never within one. */
        size_t to_edge = (size_t)(PAGE - where % PAGE);
        if (to_edge >= length) die();
        now = to_edge + (length - to_edge) / PAGE / 2 * PAGE;
    }
    ssize_t written = at < 0 ? real_write(fd, bytes, now) : real_pwrite(fd, bytes, now, at);
    int error = errno;
    if (written > 0 && !is_shared_memory(name))
        enter('W', number_of_file(fd), name, "", where, bytes, written);
    if (stop) die();
    pthread_mutex_unlock(&turn);
    errno = error;
    return written;
}

ssize_t write(int fd, const void *bytes, size_t length) { return put(fd, bytes, length, -1); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) { return put(fd, bytes, length, at); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return put(fd, bytes, length, at); }

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    char room[PATH_MAX];
    if (name_of_file(fd, room)) stop_with("writev");
    return real_writev(fd, parts, count);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at)
{
    char room[PATH_MAX];
    if (name_of_file(fd, room)) stop_with("pwritev");
    return real_pwritev(fd, parts, count, at);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return pwritev64(fd, parts, count, at); }

/* The kernel's own ways to copy are declined: callers fall back on reading and writing. */
ssize_t sendfile64(int to, int from, off_t *offset, size_t length)
{
    char room[PATH_MAX];
    if (name_of_file(to, room)) {
        errno = EINVAL;
        return -1;
    }
    return real_sendfile(to, from, offset, length);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t length) { return sendfile64(to, from, offset, length); }

ssize_t copy_file_range(int from, off_t *a, int to, off_t *b, size_t length, unsigned flags)
{
    char room[PATH_MAX];
    if (name_of_file(to, room)) {
        errno = EXDEV;
        return -1;
    }
    return real_copy_range(from, a, to, b, length, flags);
}

int fallocate64(int fd, int mode, off_t at, off_t length)
{
    char room[PATH_MAX];
    if (name_of_file(fd, room)) stop_with("fallocate");
    return real_fallocate(fd, mode, at, length);
}
int fallocate(int fd, int mode, off_t at, off_t length) { return fallocate64(fd, mode, at, length); }

int posix_fallocate64(int fd, off_t at, off_t length)
{
    char room[PATH_MAX];
    if (name_of_file(fd, room)) stop_with("posix_fallocate");
    return real_posix_fallocate(fd, at, length);
}
int posix_fallocate(int fd, off_t at, off_t length) { return posix_fallocate64(fd, at, length); }

/* ---- length and syncing ---------------------------------------------------------------------- */

int ftruncate64(int fd, off_t length)
{
    char room[PATH_MAX];
    struct stat about;
    const char *name = watched_length ? name_of_file(fd, room) : NULL;
    if (!name) return real_ftruncate(fd, length);
    pthread_mutex_lock(&turn);
    char stop = step();
    if (full && !fstat(fd, &about) && length > about.st_size) {
        pthread_mutex_unlock(&turn);
        errno = ENOSPC;
        return -1;
    }
    int result = real_ftruncate(fd, length), error = errno;
    if (!result && !is_shared_memory(name)) enter('T', number_of_file(fd), name, "", length, NULL, 0);
    if (stop) die();
    pthread_mutex_unlock(&turn);
    errno = error;
    return result;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int truncate64(const char *path, off_t length)
{
    char room[PATH_MAX];
    if (name_of_path(path, room)) stop_with("truncate");
    return real_truncate(path, length);
}
int truncate(const char *path, off_t length) { return truncate64(path, length); }

static int sync_file(int fd, int (*real)(int))
{
    char room[PATH_MAX];
    const char *name = watched_length ? name_of_file(fd, room) : NULL;
    if (!name) return real(fd);
    pthread_mutex_lock(&turn);
    char stop = step();
    int result = diary < 0 ? real(fd) : 0;
    if (!result && !is_shared_memory(name)) enter('S', number_of_file(fd), name, "", 0, NULL, 0);
    if (stop) die();
    pthread_mutex_unlock(&turn);
    return result;
}
int fsync(int fd) { return sync_file(fd, real_fsync); }
int fdatasync(int fd) { return sync_file(fd, real_fdatasync); }

/* ---- folders --------------------------------------------------------------------------------- */

static int open_at(int folder, const char *path, int flags, mode_t mode)
{
    char room[PATH_MAX];
    int changes = flags & (O_CREAT | O_TRUNC);
    const char *name = watched_length && changes ? name_of_path(path, room) : NULL;
    if (name && folder != AT_FDCWD && path[0] != '/') stop_with("openat of a relative path");
    if (!name) return real_openat(folder, path, flags, mode);
    pthread_mutex_lock(&turn);
    int was_there = is_there(path), comes = !was_there && (flags & O_CREAT);
    char stop = comes || (was_there && (flags & O_TRUNC)) ? step() : 0;
    if (full && comes) {
        pthread_mutex_unlock(&turn);
        errno = ENOSPC;
        return -1;
    }
    int fd = real_openat(folder, path, flags, mode), error = errno;
    if (fd >= 0 && !is_shared_memory(name)) {
        if (comes) enter('C', number_of_file(fd), name, "", 0, NULL, 0);
        else if (flags & O_TRUNC) enter('T', number_of_file(fd), name, "", 0, NULL, 0);
    }
    if (stop) die();
    pthread_mutex_unlock(&turn);
    errno = error;
    return fd;
}

static mode_t mode_of(int flags, va_list more)
{
    return flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

#define OPEN(NAME)                                                                                 \
    int NAME(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode_t mode = mode_of(flags, more);                                                        \
        va_end(more);                                                                              \
        return open_at(AT_FDCWD, path, flags, mode);                                               \
    }
#define OPENAT(NAME)                                                                               \
    int NAME(int folder, const char *path, int flags, ...)                                         \
    {                                                                                              \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode_t mode = mode_of(flags, more);                                                        \
        va_end(more);                                                                              \
        return open_at(folder, path, flags, mode);                                                 \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
int creat(const char *path, mode_t mode) { return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

/* One change of names: counted, done, entered; OTHER is PATH where there is but one. */
#define NAMES(KIND, PATH, OTHER, GROWS, CALL)                                                      \
    char room_a[PATH_MAX], room_b[PATH_MAX];                                                       \
    const char *name = name_of_path(PATH, room_a), *other = name_of_path(OTHER, room_b);           \
    if (!name && !other) return CALL;                                                              \
    if (!name || !other) stop_with("a move across the edge of the folder");                        \
    pthread_mutex_lock(&turn);                                                                     \
    char stop = step();                                                                            \
    if (full && (GROWS)) {                                                                         \
        pthread_mutex_unlock(&turn);                                                               \
        errno = ENOSPC;                                                                            \
        return -1;                                                                                 \
    }                                                                                              \
    uint64_t number = number_of_path(PATH);                                                        \
    int result = CALL, error = errno;                                                              \
    if (!result && !is_shared_memory(name))                                                        \
        enter(KIND, number, name, other, 0, NULL, 0);                                              \
    if (stop) die();                                                                               \
    pthread_mutex_unlock(&turn);                                                                   \
    errno = error;                                                                                 \
    return result

int rename(const char *from, const char *to) { NAMES('R', from, to, 0, real_rename(from, to)); }

int renameat(int a, const char *from, int b, const char *to)
{
    if (watched_length && (a != AT_FDCWD || b != AT_FDCWD)) stop_with("renameat");
    if (a == AT_FDCWD && b == AT_FDCWD) return rename(from, to);
    return real_renameat(a, from, b, to);
}

int link(const char *from, const char *to) { NAMES('L', from, to, 1, real_link(from, to)); }
int unlink(const char *path) { NAMES('U', path, path, 0, real_unlink(path)); }
int mkdir(const char *path, mode_t mode) { NAMES('M', path, path, 1, real_mkdir(path, mode)); }
int rmdir(const char *path) { NAMES('D', path, path, 0, real_rmdir(path)); }

/* shutil.rmtree takes names relative to an open folder. */
int unlinkat(int folder, const char *path, int flags)
{
    char room[PATH_MAX], whole[PATH_MAX];
    if (!watched_length || folder == AT_FDCWD || path[0] == '/') {
        if (flags & AT_REMOVEDIR) return watched_length ? rmdir(path) : real_unlinkat(folder, path, flags);
        return watched_length ? unlink(path) : real_unlinkat(folder, path, flags);
    }
    const char *name = name_of_file(folder, room);
    if (!name) return real_unlinkat(folder, path, flags);
    if (snprintf(whole, sizeof whole, "%s/%s", room, path) >= PATH_MAX) stop_with("a long name");
    return flags & AT_REMOVEDIR ? rmdir(whole) : unlink(whole);
}

/* What a program is told that asks how much room there is. */
int statvfs64(const char *path, struct statvfs64 *about)
{
    char room[PATH_MAX];
    int result = real_statvfs(path, about);
    if (!result && full && name_of_path(path, room)) about->f_bfree = about->f_bavail = 0;
    return result;
}

/* The same structure on every 64-bit Linux. */
_Static_assert(sizeof(struct statvfs) == sizeof(struct statvfs64), "written for 64 bits");
int statvfs(const char *path, struct statvfs *about) { return statvfs64(path, (struct statvfs64 *)about); }
