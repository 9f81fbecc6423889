package org.klantbrug.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.cli.Main;

/** The files of two made-up companies, as {@code klantbrug generate} makes them. */
final class MadeFiles {
  private MadeFiles() {}

  /**
   * Makes them.
   *
   * @param options of {@code klantbrug generate}, without where the files go
   * @throws IllegalStateException if they cannot be made
   */
  static void in(Path folder, String... options) {
    var words = new ArrayList<>(List.of("generate", "--out", folder.toString()));
    words.addAll(List.of(options));
    var heard = new StringWriter();
    var exit =
        Main.commandLine()
            .setOut(new PrintWriter(heard))
            .setErr(new PrintWriter(heard))
            .execute(words.toArray(String[]::new));
    if (exit != 0) {
      throw new IllegalStateException("The files could not be made: " + heard);
    }
  }
}
