package org.klantbrug.cli.questions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.knowledge.ExportFolder;
import org.klantbrug.shared.RuleBroken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = {
      "Write what anybody may read as plain pages that any web server shows.",
      "What was exported into the folder before is replaced as a whole."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "DIR", description = "Empty, not there yet, or exported before.")
  private Path folder;

  @Override
  public Integer call() {
    var pages = person.api().get("questions/export");
    write(pages);
    var done = JsonNodeFactory.instance.objectNode();
    done.put("folder", folder.toString());
    done.put("answers", pages.path("answers").asInt());
    done.put("files", pages.path("files").size());
    return person.show(
        done,
        each ->
            "Answers: %s, files: %s, in %s"
                .formatted(each.path("answers"), each.path("files"), folder));
  }

  private void write(JsonNode pages) {
    var files = new TreeMap<String, String>();
    for (var file : pages.path("files").properties()) {
      files.put(file.getKey(), file.getValue().asText());
    }
    try {
      new ExportFolder(folder).write(pages.path("mark").asText(), files);
    } catch (RuleBroken rule) {
      throw new Refused(rule.getMessage(), rule);
    } catch (IOException e) {
      throw new Refused("The folder " + folder + " cannot be written: " + e, e);
    }
  }
}
