package org.klantbrug.cli.server;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.klantbrug.cli.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a server that {@code start} or {@code demo} left running; jobs leave at a slice's end. */
@Command(
    name = "stop",
    description = "Stop the server of this installation cleanly.",
    mixinStandardHelpOptions = true)
public final class StopCommand implements Callable<Integer> {
  /** The server itself gets a minute; see {@link ServerProcess#stop}. */
  private static final long PATIENCE_IN_SECONDS = 150;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    var running = PidFile.find(Installation.fromEnvironment());
    if (running.isEmpty()) {
      say("No server of this installation runs.");
      return 0;
    }
    end(running.get().process());
    say("Stopped: " + running.get().address());
    return 0;
  }

  private static void end(ProcessHandle process) {
    if (!process.destroy()) {
      throw new Refused(
          "The process " + process.pid() + " cannot be asked to stop: it is somebody else's.");
    }
    try {
      process.onExit().get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new Refused(
          "The server has not stopped within "
              + PATIENCE_IN_SECONDS
              + " seconds (process "
              + process.pid()
              + "); see var/log/server.log.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("Interrupted while the server stops; it goes on stopping.", e);
    }
  }

  private void say(String text) {
    command.commandLine().getErr().println(text);
    command.commandLine().getErr().flush();
  }
}
