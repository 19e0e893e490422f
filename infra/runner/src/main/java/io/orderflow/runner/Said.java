package io.orderflow.runner;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Follows what a process in the background writes into a file. */
final class Said implements AutoCloseable {
    private final RandomAccessFile file;

    /** @param end what it wrote so far is passed over */
    Said(Path file, boolean end) throws IOException {
        this.file = new RandomAccessFile(file.toFile(), "r");
        if (end) {
            this.file.seek(this.file.length());
        }
    }

    /** The lines that are whole and new. Does not wait. */
    void repeat(Consumer<String> line) throws IOException {
        long begin = file.getFilePointer();
        var bytes = new byte[(int) Math.max(0, file.length() - begin)];
        file.readFully(bytes);
        int whole = lastNewline(bytes) + 1;
        new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().forEach(line);
        file.seek(begin + whole);
    }

    private static int lastNewline(byte[] bytes) {
        int at = bytes.length - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
