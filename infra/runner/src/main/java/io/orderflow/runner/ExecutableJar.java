package io.orderflow.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * Spring Boot's executable jar, whose own extraction needs Spring in the jar, which not every application has. The
 * result is a jar of the application's classes that names its libraries, in the order that the build gave them, beside
 * it.
 */
final class ExecutableJar {
    static final String PROGRAM = "program.jar";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    private ExecutableJar() {}

    /** @param folder made whole or not at all */
    static void takeApart(Path jar, Path folder) throws IOException {
        Path unfinished = Files.createTempDirectory(Files.createDirectories(folder.getParent()), "unpacking");
        try (var source = new JarFile(jar.toFile())) {
            Files.createDirectory(unfinished.resolve("lib"));
            for (JarEntry library : startingWith(LIBRARIES, source)) {
                try (InputStream content = source.getInputStream(library)) {
                    Files.copy(content,
                            unfinished.resolve("lib").resolve(library.getName().substring(LIBRARIES.length())));
                }
            }
            copyClasses(source, startingWith(CLASSES, source), unfinished.resolve(PROGRAM));
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Folders too: without their entries Spring finds no classes in the jar. */
    private static void copyClasses(JarFile source, List<JarEntry> classes, Path program) throws IOException {
        try (var target = new JarOutputStream(Files.newOutputStream(program), manifest(source))) {
            for (JarEntry entry : classes) {
                target.putNextEntry(new JarEntry(entry.getName().substring(CLASSES.length())));
                try (InputStream content = source.getInputStream(entry)) {
                    content.transferTo(target);
                }
            }
        }
    }

    private static Manifest manifest(JarFile source) throws IOException {
        var manifest = new Manifest(source.getManifest());
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MAIN_CLASS, attributes.getValue("Start-Class"));
        attributes.put(Attributes.Name.CLASS_PATH, classPath(source));
        return manifest;
    }

    private static String classPath(JarFile source) throws IOException {
        try (InputStream index = source.getInputStream(source.getJarEntry("BOOT-INF/classpath.idx"))) {
            return new String(index.readAllBytes(), StandardCharsets.UTF_8).lines()
                .map(line -> line.replaceAll("^- \"BOOT-INF/|\"$", ""))
                .collect(Collectors.joining(" "));
        }
    }

    private static List<JarEntry> startingWith(String prefix, JarFile source) {
        return source.stream()
            .filter(entry -> entry.getName().startsWith(prefix) && entry.getName().length() > prefix.length())
            .toList();
    }
}
