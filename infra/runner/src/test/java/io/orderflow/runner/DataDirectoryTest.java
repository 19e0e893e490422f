package io.orderflow.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderWithOtherFilesIsNeitherOpenedNorWiped() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "mine");

        assertThatThrownBy(() -> new DataDirectory(folder).open(true)).isInstanceOf(CannotRunException.class)
            .hasMessageContaining("not Orderflow's")
            .hasMessageContaining("--data");
        assertThat(letter).exists();
    }

    @Test
    void wipingLeavesWhatIsNotDataAlone() throws Exception {
        var data = new DataDirectory(folder.resolve("data"));
        data.open(false);
        Files.createDirectories(data.postgres().resolve("base"));
        Path other = Files.writeString(data.root().resolve("notes.txt"), "mine");

        data.wipe();

        assertThat(data.postgres()).doesNotExist();
        assertThat(other).exists();
        data.open(false);
    }

    @Test
    void dataOfAnotherVersionIsOpenedOnlyToBeWiped() throws Exception {
        var data = new DataDirectory(folder);
        data.open(false);
        Files.writeString(folder.resolve(".orderflow-data"), "orderflow data 99\n");

        assertThatThrownBy(() -> data.open(false)).hasMessageContaining("another version ('orderflow data 99')")
            .hasMessageContaining("--fresh");
        data.open(true);
        data.open(false);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "");

        assertThatThrownBy(() -> new DataDirectory(file).open(false)).isInstanceOf(CannotRunException.class)
            .hasMessageContaining("--data");
    }

    @Test
    void tooLittleDiskSpaceIsSaidInOneSentence() {
        assertThatThrownBy(() -> DataDirectory.requireSpace(DataDirectory.FREE_BYTES_MIN - 1))
            .isInstanceOf(CannotRunException.class)
            .hasMessage(
                    "Only 999 MB of disk space are free and 1000 MB are needed: free some, or give a folder on another disk with --data.");
        DataDirectory.requireSpace(DataDirectory.FREE_BYTES_MIN);
    }
}
