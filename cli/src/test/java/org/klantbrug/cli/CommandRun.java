package org.klantbrug.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/**
 * A command as somebody typed it, with what it printed.
 *
 * @param exit code that the shell sees
 */
public record CommandRun(int exit, String out, String err) {

  /** Runs the command line with these words. */
  public static CommandRun of(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exit =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new CommandRun(exit, out.toString(), err.toString());
  }

  /** Makes the profiles of the commands lie in this folder, until {@link #profilesAsEver}. */
  public static void profilesIn(Path folder) {
    System.setProperty("klantbrug.profiles", folder.resolve("profiles.json").toString());
  }

  /** Undoes {@link #profilesIn}. */
  public static void profilesAsEver() {
    System.clearProperty("klantbrug.profiles");
  }
}
