package org.klantbrug.cli.people;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.cli.api.Profiles;
import org.klantbrug.cli.server.Installation;
import org.klantbrug.cli.server.PidFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gets a token for somebody and keeps it as a profile. */
@Command(
    name = "token",
    description = {
      "Get a personal token and keep it as a profile; commands then work as that person: --as.",
      "The password is read from the terminal or from standard input; it is not kept."
    },
    mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
  private static final String USUAL_ADDRESS = "http://127.0.0.1:8080/";

  @Spec private CommandSpec command;

  @Option(names = "--login", required = true, paramLabel = "LOGIN", description = "Whose token.")
  private String login;

  @Option(
      names = "--as",
      paramLabel = "PROFILE",
      defaultValue = Profiles.DEFAULT,
      description = "Name of the profile. Default: ${DEFAULT-VALUE}.")
  private String profile;

  @Option(
      names = "--server",
      paramLabel = "ADDRESS",
      description = "Default: the server that runs here, else " + USUAL_ADDRESS)
  private String server;

  @Option(
      names = "--direct",
      description =
          "Without password, straight in the database: for who runs the server or the demonstration.")
  private boolean direct;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "command line",
      description = "What the token is for, as your list of tokens shows it.")
  private String name;

  @Override
  public Integer call() {
    var address = address();
    var token = direct ? issued() : asked(address);
    Profiles.ofThisPerson().keep(profile, new Profile(address, login, token));
    command.commandLine().getOut().println("Profile " + profile + ": " + login + " at " + address);
    command.commandLine().getOut().flush();
    return 0;
  }

  private String address() {
    if (server != null) {
      return server.endsWith("/") ? server : server + "/";
    }
    return PidFile.find(Installation.fromEnvironment())
        .map(PidFile.Running::address)
        .orElse(USUAL_ADDRESS);
  }

  private String issued() {
    var directly = new Directly();
    var staff =
        directly
            .people()
            .findByLogin(login)
            .orElseThrow(() -> new Refused("There is nobody with the login " + login + "."));
    return directly.tokens().issue(staff.id(), name, null);
  }

  private String asked(String address) {
    var wish = new LinkedHashMap<String, String>();
    wish.put("login", login);
    wish.put("password", new Asked(command).password("Password of " + login));
    wish.put("name", name);
    return new Api(new Profile(address, login, null)).post("tokens", wish).path("token").asText();
  }
}
