package org.klantbrug.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GenerateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  @Test
  void printsOneDocumentWithRowsAndBytesOfEachFile() throws Exception {
    var target = directory.resolve("new/merger");

    assertThat(run("--customers", "20", "--contacts", "30", "--json", "--out", target.toString()))
        .isZero();

    var document = new ObjectMapper().readTree(out.toString());
    assertThat(document.get("files")).hasSize(14);
    for (var file : document.get("files")) {
      var path = target.resolve(file.get("name").asText());
      assertThat(file.get("bytes").asLong()).as(path.toString()).isEqualTo(Files.size(path));
    }
    assertThat(document.at("/files/0/rows").asInt()).isEqualTo(20);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void refusesADirectoryThatIsNotEmpty() throws Exception {
    Files.writeString(directory.resolve("minutes.txt"), "mine");

    assertThat(run("--customers", "1", "--contacts", "0", "--out", directory.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("not empty").contains("--overwrite");
    assertThat(directory.toFile().list()).containsExactly("minutes.txt");
  }

  @Test
  void overwritesItsOwnFilesAndNoOthers() throws Exception {
    Files.writeString(directory.resolve("minutes.txt"), "mine");
    Files.writeString(directory.resolve("truth.csv"), "old");

    assertThat(
            run(
                "--customers",
                "1",
                "--contacts",
                "0",
                "--overwrite",
                "--out",
                directory.toString()))
        .isZero();
    assertThat(directory.resolve("minutes.txt")).hasContent("mine");
    assertThat(Files.readString(directory.resolve("truth.csv"))).startsWith("acquired,acquirer");
  }

  @Test
  void saysWhyItFailed() throws Exception {
    var inTheWay = Files.writeString(directory.resolve("file"), "not a directory");

    assertThat(run("--customers", "1", "--contacts", "0", "--out", inTheWay.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains(inTheWay.toString());
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--customers 0",
        "--contacts -1",
        "--overlap 1.1",
        "--overlap NaN",
        "--dirt -0.1",
        "--customers many",
        "--as-of 2026-02-30",
        "--colour red"
      })
  void wrongUseIsTwoAndWritesNothing(String wrong) {
    var arguments = new ArrayList<>(List.of("--customers=2", "--contacts=2"));
    arguments.removeIf(argument -> argument.startsWith(wrong.split(" ")[0]));
    arguments.addAll(List.of(wrong.split(" ")));
    arguments.addAll(List.of("--out", directory.toString()));

    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
    assertThat(directory).isEmptyDirectory();
  }

  private int run(String... arguments) {
    return new CommandLine(new GenerateCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
