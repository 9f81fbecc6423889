package org.klantbrug.cli.merger;

import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "withdraw-file",
    description = "Take a file out of its run that is not imported; it can be added again.",
    mixinStandardHelpOptions = true)
final class WithdrawFileCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "FILE", description = "Number of the file, see: merger files.")
  private long file;

  @Override
  public Integer call() {
    return person.show(
        person.api().post("files/" + file + "/withdrawal", null),
        withdrawn -> "File " + withdrawn.path("fileName").asText() + " is withdrawn.");
  }
}
