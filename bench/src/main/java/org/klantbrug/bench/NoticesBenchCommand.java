package org.klantbrug.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.server.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long telling the customers of a large merger takes. */
@Command(
    name = "notices",
    mixinStandardHelpOptions = true,
    description = {
      "Tell the customers of a large merger that they go over, one in five of them by letter.",
      "A small merger is played until it stands ready for waves, copied until it is large, and"
          + " planned. Prints how many notices went out by each way, and how many seconds it took"
          + " from their release until the last was sent, posted or told. Mail goes to a server of"
          + " its own that throws it away; letters are laid out as they are printed."
    })
final class NoticesBenchCommand implements Callable<Integer> {
  private static final int LETTERS_OF_A_HUNDRED = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--customers",
      defaultValue = "50000",
      paramLabel = "N",
      description = "Customers who are told, about. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the server that tells them. Default: a free one.")
  private Integer port;

  @Override
  public Integer call() throws IOException {
    if (customers < LargeMerger.FEWEST) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "Fewer than " + LargeMerger.FEWEST + " customers say nothing about speed.");
    }
    var workplace = Workplace.start(Installation.fromEnvironment());
    Runtime.getRuntime().addShutdownHook(new Thread(workplace::close));
    try (var mail = DiscardingMail.start()) {
      var out = spec.commandLine().getOut();
      out.println(new ObjectMapper().writeValueAsString(measure(workplace, mail)));
      out.flush();
    }
    return 0;
  }

  private Map<String, Object> measure(Workplace place, DiscardingMail mail) {
    var large = new LargeMerger(place, this::say);
    large.make(customers, port, mail.environment());
    large.forgetMail(LETTERS_OF_A_HUNDRED);
    large.merger().planWaves(customers);
    var watch = Stopwatch.start();
    large.merger().tell(large.comingBack());
    var measured = new LinkedHashMap<String, Object>(large.noticesSent());
    measured.put("seconds", Math.round(watch.seconds()));
    return measured;
  }

  private void say(String step) {
    var err = spec.commandLine().getErr();
    err.println(step);
    err.flush();
  }
}
