package org.klantbrug.cli.merger;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "answer",
    description = "Answer a task; the run goes on by the answer.",
    mixinStandardHelpOptions = true)
final class AnswerCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(index = "0", paramLabel = "TASK", description = "Number of the task.")
  private long task;

  @Parameters(index = "1", paramLabel = "OUTCOME", description = "One of the task's answers.")
  private String outcome;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "Why, in your words; kept with the decision.")
  private String note;

  @Override
  public Integer call() {
    var answer = new LinkedHashMap<String, String>();
    answer.put("outcome", outcome);
    answer.put("note", note);
    return person.show(
        person.api().put("work-items/" + task + "/answer", answer),
        item ->
            "Task "
                + item.path("id")
                + " "
                + item.path("name").asText()
                + " is answered: "
                + item.path("outcome").asText());
  }
}
