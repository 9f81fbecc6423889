package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.ProcessPicture;

/** Where the processes of a run or a complaint are, for the picture. */
@Path("/processes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProcessesResource {
  @Inject private ProcessReaders readers;
  @Inject private ProcessPicture picture;
  @Inject private Texts say;

  /** A process as it stands. Moments as ISO text in UTC. */
  public record Process(
      String id,
      String model,
      String startedAt,
      String endedAt,
      List<String> active,
      List<String> passed,
      List<ProcessSteps.Step> steps) {
    static Process of(ProcessPicture.Instance instance, List<ProcessSteps.Step> steps) {
      return new Process(
          instance.id(),
          instance.model(),
          instance.startedAt().toString(),
          instance.endedAt() == null ? null : instance.endedAt().toString(),
          instance.active(),
          instance.passed(),
          steps);
    }
  }

  /** The processes of a subject, the leading one first. */
  @GET
  @Path("{kind}/{id}")
  @Operation(summary = "Where the processes of a run or a complaint are")
  public List<Process> of(@PathParam("kind") String kind, @PathParam("id") long id) {
    readers.need(kind, id);
    return picture.of(kind, id).stream()
        .map(
            each ->
                Process.of(
                    each,
                    ProcessSteps.of(each, ModelInWords.read(picture.model(each.definition())))))
        .toList();
  }

  /** The drawing of one of them. */
  @GET
  @Path("{kind}/{id}/{process}/model")
  @Produces(MediaType.APPLICATION_XML)
  @Operation(summary = "The model of a process as BPMN 2.0, its names in the reader's language")
  public String model(
      @PathParam("kind") String kind,
      @PathParam("id") long id,
      @PathParam("process") String process) {
    readers.need(kind, id);
    return picture.of(kind, id).stream()
        .filter(each -> each.id().equals(process))
        .findFirst()
        .map(each -> ModelInWords.of(picture.model(each.definition()), this::nameOf))
        .orElseThrow(() -> new RuleBroken("work.process.unknown", process));
  }

  private String nameOf(String element) {
    var step = say.code("step.", element);
    return step.equals(element) ? say.code("process.model.", element) : step;
  }
}
