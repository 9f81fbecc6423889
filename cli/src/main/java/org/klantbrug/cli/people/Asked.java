package org.klantbrug.cli.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.klantbrug.cli.Refused;
import picocli.CommandLine.Model.CommandSpec;

/** Asks for passwords: hidden at a terminal, else a line of standard input for each. */
final class Asked {
  private final BufferedReader lines =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final CommandSpec command;

  Asked(CommandSpec command) {
    this.command = command;
  }

  /** A password, asked for once. */
  String password(String question) {
    if (System.console() != null) {
      var typed = System.console().readPassword("%s: ", question);
      return given(typed == null ? null : new String(typed));
    }
    command.commandLine().getErr().println(question + ":");
    command.commandLine().getErr().flush();
    try {
      return given(lines.readLine());
    } catch (IOException e) {
      throw new Refused("Standard input cannot be read: " + e.getMessage(), e);
    }
  }

  /** A new password, asked for twice. */
  String newPassword(String question) {
    var first = password(question);
    if (!first.equals(password(question + ", once more"))) {
      throw new Refused("The two passwords differ. Nothing was changed; try again.");
    }
    return first;
  }

  private static String given(String typed) {
    if (typed == null) {
      throw new Refused("No password was given.");
    }
    return typed;
  }
}
