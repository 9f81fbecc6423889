package org.klantbrug.running;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The product's command line as it was built, in a process of its own. */
public final class CommandLine {
  /** Where the product lies. */
  public static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private CommandLine() {}

  /**
   * A process to start.
   *
   * @param home where it looks for the server, usually {@link #HOME}
   * @param data where it keeps its data
   * @param words the command and its options
   */
  public static ProcessBuilder of(Path home, Path data, String... words) {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=" + HOME.resolve("cli/logging.properties"),
                "-cp",
                HOME.resolve("cli/target/klantbrug-cli.jar")
                    + ":"
                    + HOME.resolve("cli/target/lib")
                    + "/*",
                "org.klantbrug.cli.Main"));
    line.addAll(List.of(words));
    var builder = new ProcessBuilder(line);
    builder.environment().put("KLANTBRUG_HOME", home.toString());
    builder.environment().put("KLANTBRUG_VAR", data.toString());
    return builder;
  }
}
