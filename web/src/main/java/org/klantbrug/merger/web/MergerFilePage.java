package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.Mappings;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Previews;
import org.klantbrug.merger.ReadingChange;
import org.klantbrug.merger.Withdrawals;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** A delivered file: what its columns mean, and its first rows as they will be read. */
@Named
@RequestScoped
public class MergerFilePage {
  private static final int SHOWN = 8;
  private static final long MOST_MAPPING = 4 << 20;

  @Inject private CurrentStaff current;
  @Inject private Deliveries deliveries;
  @Inject private Mappings mappings;
  @Inject private Previews previews;
  @Inject private MappingChoices choices;
  @Inject private Withdrawals withdrawals;
  @Inject private FilesToConfirm others;
  @Inject private Mergers mergers;
  @Inject private HttpServletRequest request;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private MappingToDo toDo;
  @Inject @Param private Long id;

  private Delivery file;
  private Mergers.View merger;
  private MappingProposal proposal;
  private List<Previews.Row> preview;
  private Mapping saved;
  private List<Map.Entry<String, String>> merged = List.of();

  /**
   * Reads the file and does with its mapping what was asked. That the page shows what was delivered
   * is written down.
   */
  public void act() throws IOException, ServletException {
    if (id == null) {
      throw new NotThere();
    }
    file = deliveries.read(id);
    merger = mergers.readByRun(file.runId());
    if (deliveries.isRawGone(id)) {
      notices.stopped("file.raw-gone");
      Faces.redirect("/merger?id=%s", merger.id());
    } else if (post.has("save")) {
      save();
    } else if (post.has("confirm")) {
      confirm();
    } else if (post.isSent()) {
      more();
    }
    if (!Faces.getContext().getResponseComplete()) {
      previews.noteRead(id, current.get().id());
    }
  }

  private void more() throws IOException, ServletException {
    var staff = current.need(Action.MERGER_PREPARE);
    if (post.has("withdraw")) {
      if (notices.tryTo(() -> withdrawals.withdraw(id, staff), "file.withdrawn")) {
        Faces.redirect("/merger?id=%s", merger.id());
      }
    } else if (post.has("useAgain")) {
      keep(() -> mappings.useAgain(id, post.key("useAgain"), change()));
    } else if (post.has("correct")) {
      leaveIf(
          notices.tryTo(
              () ->
                  mappings.changeForm(
                      id,
                      post.text("charset"),
                      FileForms.delimiter(post.raw("delimiter")),
                      change()),
              "file.form-corrected"));
    } else if (post.has("import")) {
      var part = request.getPart("mapping");
      var json =
          part == null || part.getSize() > MOST_MAPPING
              ? ""
              : new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      keep(() -> mappings.saveAdapted(id, Mapping.ofJson(json), change()));
    }
  }

  private void leaveIf(boolean done) {
    if (done) {
      Faces.redirect("/merger-file?id=%s", id);
    }
  }

  private void save() {
    current.need(Action.MERGER_PREPARE);
    keep(() -> deliveries.saveMapping(id, chosen(), change()));
  }

  /** Saves a mapping, and says whether somebody can confirm it as it is. */
  private void keep(Supplier<Delivery> saving) {
    if (notices.attempt(saving).isPresent()) {
      notices.done(
          deliveries.mapping(id).obstacles().isEmpty() ? "file.saved" : "file.saved-draft");
      leaveIf(true);
    } else {
      keepChoices();
    }
  }

  /** Keeps what was chosen, the proposal if nothing was, and confirms it. */
  private void confirm() {
    var staff = current.need(Action.MERGER_STEWARD);
    var asSeen = change();
    var kept =
        isChangeable() && !isSaved(chosen())
            ? notices.attempt(() -> deliveries.saveMapping(id, chosen(), asSeen))
            : Optional.of(file);
    if (kept.isEmpty()) {
      keepChoices();
      return;
    }
    var saved = kept.get() != file;
    var confirming =
        saved ? new ReadingChange(kept.get().version(), staff.id(), clock.now()) : asSeen;
    var confirmed =
        notices.attempt(
            () -> {
              toDo.refuse(deliveries.mapping(id));
              return deliveries.confirmMapping(id, post.text("theirOwner"), confirming);
            });
    if (confirmed.isPresent()) {
      Faces.redirect("/merger-file?id=%s", others.tellConfirmed(file).id());
    }
    if (saved) {
      file = kept.get(); // what was chosen is kept, though not confirmed
      proposal = null;
    } else {
      keepChoices();
    }
  }

  private boolean isSaved(Mapping mapping) {
    return file.mappingId() != null && deliveries.mapping(id).equals(mapping);
  }

  /** What is saved, or proposed, with what this person chose on top. */
  private Mapping chosen() {
    return choices.on(file.entity(), getColumns());
  }

  /** What this person does, decided on the version that the page showed. */
  private ReadingChange change() {
    var version = post.has("version") ? (int) post.key("version") : null;
    return new ReadingChange(version, current.get().id(), clock.now());
  }

  /**
   * After a refusal: what is there now with the choices on top, if a colleague changed it since the
   * page was opened; then they are saved, or not, by looking again.
   */
  private void keepChoices() {
    file = deliveries.read(id);
    proposal = null;
    if (post.has("version") && post.key("version") != file.version()) {
      merged = List.copyOf(choices.made().entrySet());
      proposal = isChangeable() ? mappings.tryMapping(id, chosen()) : proposal;
    }
  }

  /** The file. */
  public Delivery getFile() {
    return file;
  }

  /** Its merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Whether it is a file of our own customers. */
  public boolean isOurs() {
    return file.companyId() == merger.acquirerId();
  }

  /** Whose data it holds. */
  public String getCompany() {
    return isOurs() ? merger.acquirerName() : merger.acquiredName();
  }

  /** The columns with what is proposed, or was saved, for each. */
  public List<MappingProposal.Column> getColumns() {
    if (proposal == null) {
      proposal =
          file.mappingId() == null
              ? deliveries.proposeMapping(id)
              : mappings.tryMapping(id, deliveries.mapping(id));
    }
    return proposal.columns();
  }

  /** What is saved for a column now, or proposed while nothing is: what a choice is told from. */
  public Mapping.Column saved(int column) {
    return merged.isEmpty() ? getColumns().get(column).mapping() : savedNow().columns().get(column);
  }

  private Mapping savedNow() {
    if (saved == null) {
      saved =
          file.mappingId() == null
              ? deliveries.proposeMapping(id).mapping()
              : deliveries.mapping(id);
    }
    return saved;
  }

  /** The first rows as they will be read. */
  public List<Previews.Row> getPreview() {
    if (preview == null) {
      preview =
          file.mappingId() == null
              ? previews.of(id, proposalAsMapping(), SHOWN)
              : previews.of(id, SHOWN);
    }
    return preview;
  }

  private Mapping proposalAsMapping() {
    getColumns();
    return proposal.mapping();
  }

  /** What this person chose while a colleague changed the mapping: column, and field or use. */
  public List<Map.Entry<String, String>> getMerged() {
    return merged;
  }

  /** What is still to be done before it can be confirmed, a sentence each. */
  public List<String> getToDo() {
    return isConfirmed() ? List.of() : toDo.of(proposalAsMapping());
  }

  /** Whether no column means anything that is known of such records. */
  public boolean isStrange() {
    return !isConfirmed()
        && getColumns().stream().allMatch(each -> each.mapping().targets().isEmpty());
  }

  /** The values of a previewed row, in the order of the fields. */
  public List<Map.Entry<String, String>> values(Previews.Row row) {
    return List.copyOf(row.values().entrySet());
  }

  /** All mappings saved for such files, the newest first. */
  public List<Mappings.Version> getVersions() {
    return mappings.versions(id);
  }

  /** Whether the file is read by this mapping. */
  public boolean isUsed(Mappings.Version version) {
    return Long.valueOf(version.id()).equals(file.mappingId());
  }

  /** Whether its form can still be corrected by this person. */
  public boolean isCorrectable() {
    return file.state() != Delivery.State.IMPORTED && current.get().may(Action.MERGER_PREPARE);
  }

  /** Whether the mapping stands for good. */
  public boolean isConfirmed() {
    return file.state() == Delivery.State.CONFIRMED || file.state() == Delivery.State.IMPORTED;
  }

  /** Whether this person may change the mapping now. */
  public boolean isChangeable() {
    return !isConfirmed() && current.get().may(Action.MERGER_PREPARE);
  }

  /** Whether this person may confirm it now. */
  public boolean isConfirmable() {
    return (file.state() == Delivery.State.MAPPED
            || file.state() == Delivery.State.REGISTERED && isChangeable())
        && current.get().may(Action.MERGER_STEWARD);
  }
}
