package org.klantbrug.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.server.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long planning the waves of a large merger takes, all guards included. */
@Command(
    name = "planning",
    mixinStandardHelpOptions = true,
    description = {
      "Plan the waves of a large merger, with all guards, and plan them again.",
      "A small merger is played until it stands ready for waves, and copied until it is large."
          + " Prints how many accounts were planned, how many a guard stops, and seconds: to plan,"
          + " to plan again when nothing changed, and to look again at all guards."
    })
final class PlanningCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--members",
      defaultValue = "100000",
      paramLabel = "N",
      description = "Accounts that are planned, about. Default: ${DEFAULT-VALUE}.")
  private int members;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the server that plans. Default: a free one.")
  private Integer port;

  @Override
  public Integer call() throws JsonProcessingException {
    if (members < LargeMerger.FEWEST) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "Fewer than " + LargeMerger.FEWEST + " accounts say nothing about speed.");
    }
    var workplace = Workplace.start(Installation.fromEnvironment());
    Runtime.getRuntime().addShutdownHook(new Thread(workplace::close));
    var out = spec.commandLine().getOut();
    out.println(new ObjectMapper().writeValueAsString(measure(workplace)));
    out.flush();
    return 0;
  }

  private Map<String, Object> measure(Workplace place) {
    var large = new LargeMerger(place, this::say);
    large.make(members, port, Map.of());
    return measure(large.merger(), large);
  }

  private Map<String, Object> measure(PlayedMerger merger, LargeMerger large) {
    var plan = seconds(() -> merger.plan(members));
    say("Planning again, and looking again at all guards");
    var again = seconds(merger::planAgain);
    var check = seconds(merger::check);
    var measured = new LinkedHashMap<String, Object>(large.counted());
    measured.put("planSeconds", plan);
    measured.put("againSeconds", again);
    measured.put("checkSeconds", check);
    return measured;
  }

  private static double seconds(Runnable work) {
    var watch = Stopwatch.start();
    work.run();
    return Math.round(watch.seconds() * 10) / 10.0;
  }

  private void say(String step) {
    var err = spec.commandLine().getErr();
    err.println(step);
    err.flush();
  }
}
