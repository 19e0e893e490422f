package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableJarTest {
    @TempDir
    private Path folder;

    @Test
    void classesAndLibrariesAreLaidSideBySideInTheOrderOfTheBuild() throws Exception {
        Path program = folder.resolve("program");

        ExecutableJar.takeApart(executableJar(), program);

        assertThat(program.resolve("lib/b.jar")).hasContent("b");
        try (var jar = new JarFile(program.resolve(ExecutableJar.PROGRAM).toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("demo.Main");
            assertThat(manifest.getValue(Attributes.Name.CLASS_PATH)).isEqualTo("lib/b.jar lib/a.jar");
            assertThat(jar.getEntry("demo/")).as("the folder, which Spring's scan needs").isNotNull();
            assertThat(jar.getEntry("demo/Main.class")).isNotNull();
        }
    }

    private Path executableJar() throws IOException {
        Path file = folder.resolve("demo-exec.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "demo.Main");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            put(jar, "BOOT-INF/classes/", "");
            put(jar, "BOOT-INF/classes/demo/", "");
            put(jar, "BOOT-INF/classes/demo/Main.class", "class");
            put(jar, "BOOT-INF/lib/", "");
            put(jar, "BOOT-INF/lib/a.jar", "a");
            put(jar, "BOOT-INF/lib/b.jar", "b");
            put(jar, "BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/b.jar\"\n- \"BOOT-INF/lib/a.jar\"\n");
        }
        return file;
    }

    private static void put(JarOutputStream jar, String name, String content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
