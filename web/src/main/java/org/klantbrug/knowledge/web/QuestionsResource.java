package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.knowledge.Answer;
import org.klantbrug.knowledge.NewItem;
import org.klantbrug.knowledge.QaItem;
import org.klantbrug.knowledge.QaItems;
import org.klantbrug.knowledge.QaList;
import org.klantbrug.knowledge.QaSearch;
import org.klantbrug.knowledge.QuestionsExport;
import org.klantbrug.knowledge.Wording;

/**
 * Questions and answers: found, written, and their steps taken. Each step names the version that
 * was read: if a colleague was there since, it answers 409, as does a step out of order.
 */
@Path("questions")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Questions and answers")
public class QuestionsResource {
  private static final int FOUND = 50;
  private static final int MOST = 500;
  private static final Wording NOTHING = new Wording(null, null, null, null);

  @Inject private CurrentStaff current;
  @Inject private QaItems items;
  @Inject private QaList list;
  @Inject private QaSearch search;
  @Inject private QuestionsExport export;
  @Context private UriInfo address;

  /** The items that wait for something; at most 500 from a row on. */
  @GET
  @Operation(
      summary =
          "Items: show is all, check, mend, publish, review, expired, seldomHelps, neverUsed or mine")
  public List<QaItem> list(
      @QueryParam("show") String show,
      @QueryParam("topic") String topic,
      @QueryParam("from") Long from) {
    var staff = current.need(Action.KNOWLEDGE_READ);
    var shown = show != null && QaList.SHOWS.contains(show) ? show : "all";
    return list.items(shown, topic, from == null || from < 0 ? 0 : from, MOST, staff);
  }

  /** Published answers, the best first. */
  @GET
  @Path("search")
  @Operation(summary = "Find published answers in a language, nl or en")
  public List<Answer> search(
      @QueryParam("find") String find, @QueryParam("language") String language) {
    var reader = current.need(Action.KNOWLEDGE_READ);
    return search.forStaff(find, "en".equals(language) ? "en" : "nl", FOUND, reader);
  }

  /** What anybody may read, as files that any web server shows. */
  @GET
  @Path("export")
  @Operation(summary = "All pages of the public answers, as files by their names")
  public QuestionsExport.Pages export() {
    current.need(Action.KNOWLEDGE_PUBLISH);
    return export.pages();
  }

  /** Writes a new one. */
  @POST
  @Operation(summary = "Write a question and its answer; somebody else is asked to check it")
  public Response write(NewItem item) {
    var by = current.need(Action.KNOWLEDGE_WRITE);
    var id = items.write(whole(item), by);
    return Response.created(address.getAbsolutePathBuilder().path(Long.toString(id)).build())
        .entity(list.read(id, by))
        .build();
  }

  private static NewItem whole(NewItem item) {
    return item.wording() == null
        ? new NewItem(
            item.topic(),
            item.audience(),
            item.companyId(),
            item.mergerId(),
            item.product(),
            NOTHING,
            item.ownerId(),
            item.checker(),
            item.validUntil(),
            item.links())
        : item;
  }

  /** One item. */
  @GET
  @Path("{id}")
  @Operation(summary = "One question and its answer, with how far it is")
  public QaItem read(@PathParam("id") long id) {
    return list.read(id, current.need(Action.KNOWLEDGE_READ));
  }

  /** The version that was read, and why; the reason only where it is asked for. */
  public record Seen(int version, String why) {}

  /** It is right. */
  @POST
  @Path("{id}/check")
  @Operation(summary = "Say that the text of a colleague is right")
  public QaItem check(@PathParam("id") long id, Seen seen) {
    items.check(id, seen.version(), current.need(Action.KNOWLEDGE_CHECK));
    return list.read(id, current.get());
  }

  /** It is not right yet. */
  @POST
  @Path("{id}/send-back")
  @Operation(summary = "Send the text of a colleague back, and say why")
  public QaItem sendBack(@PathParam("id") long id, Seen seen) {
    items.sendBack(id, seen.version(), seen.why(), current.need(Action.KNOWLEDGE_CHECK));
    return list.read(id, current.get());
  }

  /** Readers see it. */
  @POST
  @Path("{id}/publish")
  @Operation(summary = "Publish what was checked")
  public QaItem publish(@PathParam("id") long id, Seen seen) {
    items.publish(id, seen.version(), current.need(Action.KNOWLEDGE_PUBLISH));
    return list.read(id, current.get());
  }

  /** Readers see it no more. */
  @POST
  @Path("{id}/withdraw")
  @Operation(summary = "Take it away from readers, and say why")
  public QaItem withdraw(@PathParam("id") long id, Seen seen) {
    items.withdraw(id, seen.version(), seen.why(), current.need(Action.KNOWLEDGE_PUBLISH));
    return list.read(id, current.get());
  }
}
