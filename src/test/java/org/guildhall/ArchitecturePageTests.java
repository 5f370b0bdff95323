package org.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that follows one message through the code points at the lines where it really passes. */
class ArchitecturePageTests {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Pattern POINTER = Pattern.compile("\\[`(\\w+)\\.(\\w+)`]\\(\\.\\./(\\S+?\\.java)#L(\\d+)\\)");

    @Test
    void everyPointerLandsOnItsMethod() throws IOException {
        List<MatchResult> pointers =
                POINTER.matcher(Files.readString(PAGE)).results().toList();

        assertThat(pointers).hasSizeGreaterThan(10).allSatisfy(pointer -> {
            List<String> lines = Files.readAllLines(Path.of(pointer.group(3)));
            assertThat(lines.get(Integer.parseInt(pointer.group(4)) - 1))
                    .as("line %s of %s", pointer.group(4), pointer.group(3))
                    .contains(pointer.group(2) + "(");
        });
    }

    @Test
    void everyRoomIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        try (Stream<Path> rooms =
                Files.list(Path.of("src/main/java/org/guildhall")).filter(Files::isDirectory)) {
            assertThat(rooms.map(room -> "| `" + room.getFileName() + "` |"))
                    .allSatisfy(row -> assertThat(page).contains(row));
        }
    }
}
