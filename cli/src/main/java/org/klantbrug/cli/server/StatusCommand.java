package org.klantbrug.cli.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether the server of this installation runs and answers. */
@Command(
    name = "status",
    description = {
      "Tell whether the server of this installation runs.",
      "Ends with 0 when it runs and answers, else with 1."
    },
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private CommandSpec command;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  /** What was found; {@code pid} and {@code address} are null when nothing runs. */
  record Status(boolean running, boolean answers, Long pid, String address) {}

  @Override
  public Integer call() throws IOException {
    var status =
        PidFile.find(Installation.fromEnvironment())
            .map(
                running ->
                    new Status(
                        true,
                        answers(running.localAddress()),
                        running.process().pid(),
                        running.address()))
            .orElse(new Status(false, false, null, null));
    var out = command.commandLine().getOut();
    out.println(json ? new ObjectMapper().writeValueAsString(status) : inWords(status));
    out.flush();
    return status.answers() ? 0 : 1;
  }

  private static String inWords(Status status) {
    if (!status.running()) {
      return "No server of this installation runs. Start one: klantbrug start, or klantbrug demo";
    }
    return status.answers()
        ? "Running: " + status.address() + " (process " + status.pid() + ")"
        : "Process " + status.pid() + " runs, but " + status.address() + " does not answer yet.";
  }

  private static boolean answers(String address) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(address).resolve("login.xhtml"))
              .timeout(PATIENCE)
              .build();
      var response =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(request, BodyHandlers.discarding());
      return response.statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
