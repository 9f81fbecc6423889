package org.klantbrug.cli.people;

import java.util.List;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import org.klantbrug.shared.RuleBroken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an administrator straight in the database, who then takes in everybody else. */
@Command(
    name = "admin",
    description = {
      "Make an administrator straight in the database; they take in everybody else on the screens.",
      "The password is read from standard input, twice, or from KLANTBRUG_ADMIN_PASSWORD. A login"
          + " that exists gets the new password."
    },
    mixinStandardHelpOptions = true)
public final class AdminCommand implements Callable<Integer> {
  private static final String PASSWORD = "KLANTBRUG_ADMIN_PASSWORD";

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "LOGIN", description = "Small letters, digits, dots or dashes.")
  private String login;

  @Option(names = "--name", paramLabel = "NAME", description = "Full name. Default: the login.")
  private String name;

  @Option(
      names = "--language",
      defaultValue = "nl",
      description = "nl or en. Default: ${DEFAULT-VALUE}.")
  private String language;

  @Override
  public Integer call() {
    var directly = new Directly();
    var people = directly.people();
    var administration = directly.administration();
    var given = System.getenv(PASSWORD);
    var password = given != null ? given : new Asked(command).newPassword("Password of " + login);
    try {
      var known = people.findByLogin(login);
      if (known.isPresent()) {
        if (!known.get().is("admin")) {
          throw new Refused(
              login + " exists and is no administrator. Choose another login, or ask one of them.");
        }
        administration.setPassword(known.get().id(), known.get().login(), password, null);
        return say("The administrator " + login + " has a new password.");
      }
      administration.create(
          login,
          name == null ? login : name,
          null,
          language,
          password,
          List.of("admin"),
          false,
          null);
      return say(
          "The administrator " + login + " is made. Log in on the server to take in others.");
    } catch (RuleBroken rule) {
      throw new Refused(rule.getMessage(), rule);
    }
  }

  private int say(String text) {
    command.commandLine().getOut().println(text);
    command.commandLine().getOut().flush();
    return 0;
  }
}
