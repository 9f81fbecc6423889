package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.Mappings;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.TargetField;
import org.klantbrug.merger.Withdrawals;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
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
  @Inject private Withdrawals withdrawals;
  @Inject private Mergers mergers;
  @Inject private HttpServletRequest request;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts say;
  @Inject @Param private Long id;

  private Delivery file;
  private Mergers.View merger;
  private MappingProposal proposal;
  private List<Deliveries.PreviewedRecord> preview;

  /** Reads the file and does with its mapping what was asked. */
  public void act() throws IOException, ServletException {
    if (id == null) {
      throw new NotThere();
    }
    file = deliveries.read(id);
    merger = mergers.readByRun(file.runId());
    if (post.has("save")) {
      save();
    } else if (post.has("confirm")) {
      var staff = current.need(Action.MERGER_STEWARD);
      notices.tryTo(
          () -> deliveries.confirmMapping(id, staff.id(), post.text("theirOwner"), clock.now()),
          "file.confirmed");
      Faces.redirect("/merger-file?id=%s", id);
    } else if (post.isSent()) {
      more();
    }
  }

  private void more() throws IOException, ServletException {
    var staff = current.need(Action.MERGER_PREPARE);
    if (post.has("withdraw")) {
      if (notices.tryTo(() -> withdrawals.withdraw(id, staff), "file.withdrawn")) {
        Faces.redirect("/merger?id=%s", merger.id());
      }
    } else if (post.has("useAgain")) {
      leaveIf(notices.tryTo(() -> mappings.useAgain(id, post.key("useAgain")), "file.saved"));
    } else if (post.has("correct")) {
      leaveIf(
          notices.tryTo(
              () ->
                  mappings.changeForm(
                      id, post.text("charset"), post.raw("delimiter").replace("TAB", "\t")),
              "file.form-corrected"));
    } else if (post.has("import")) {
      var part = request.getPart("mapping");
      var json =
          part == null || part.getSize() > MOST_MAPPING
              ? ""
              : new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      leaveIf(notices.tryTo(() -> mappings.saveAdapted(id, Mapping.ofJson(json)), "file.saved"));
    }
  }

  private void leaveIf(boolean done) {
    if (done) {
      Faces.redirect("/merger-file?id=%s", id);
    }
  }

  private void save() {
    current.need(Action.MERGER_PREPARE);
    if (notices.tryTo(() -> deliveries.saveMapping(id, chosen()), "file.saved")) {
      Faces.redirect("/merger-file?id=%s", id);
    }
  }

  /** What was chosen per column; a column left as it was keeps its date form and its values. */
  private Mapping chosen() {
    var choices = post.all("target");
    var columns = new ArrayList<Mapping.Column>();
    for (var i = 0; i < getColumns().size(); i++) {
      var now = getColumns().get(i).mapping();
      var choice = i < choices.size() ? choices.get(i) : "";
      columns.add(choice.equals(target(now)) ? now : column(now.source(), choice));
    }
    return new Mapping(file.entity(), columns);
  }

  private Mapping.Column column(String source, String choice) {
    return switch (choice) {
      case "EXTRA", "NOT_NEEDED", "UNDECIDED" ->
          new Mapping.Column(source, Mapping.Use.valueOf(choice), List.of());
      default -> new Mapping.Column(source, Mapping.Use.FIELDS, List.of(target(choice)));
    };
  }

  private Mapping.Target target(String column) {
    var type = file.entity().field(column).type();
    if (type == FieldType.AMOUNT) {
      return Mapping.Target.amount(column, ",");
    }
    return type == FieldType.DATE || type == FieldType.MOMENT
        ? Mapping.Target.dated(column, "dd-MM-yyyy")
        : Mapping.Target.plain(column);
  }

  /** What a column feeds: its first field, or what else is done with it. */
  public String target(Mapping.Column column) {
    return column.use() == Mapping.Use.FIELDS
        ? column.targets().get(0).column()
        : column.use().name();
  }

  /** The fields a column feeds besides the first. */
  public List<String> others(Mapping.Column column) {
    return column.targets().stream().skip(1).map(Mapping.Target::column).toList();
  }

  /** How its values are read: form of dates, decimal sign, values of codes. */
  public String form(Mapping.Column column) {
    return column.targets().stream().map(this::form).collect(Collectors.joining("; "));
  }

  private String form(Mapping.Target target) {
    if (target.dateFormat() != null) {
      return target.dateFormat();
    }
    if (target.values() != null && !target.values().isEmpty()) {
      return target.values().entrySet().stream()
          .map(value -> value.getKey() + " → " + say.value(target.column(), value.getValue()))
          .collect(Collectors.joining(", "));
    }
    return target.decimalSign() == null ? "" : "1" + target.decimalSign() + "00";
  }

  /** How sure the machine is: {@code good}, {@code warn} or {@code bad}. */
  public String sureness(MappingProposal.Column column) {
    return column.confidence() >= .9 ? "good" : column.confidence() >= .5 ? "warn" : "bad";
  }

  /** The file. */
  public Delivery getFile() {
    return file;
  }

  /** Its merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Whose data it holds. */
  public String getCompany() {
    return file.companyId() == merger.acquirerId() ? merger.acquirerName() : merger.acquiredName();
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

  /** The fields a record of this kind can have. */
  public List<TargetField> getFields() {
    return file.entity().fields();
  }

  /** The first rows as they will be read. */
  public List<Deliveries.PreviewedRecord> getPreview() {
    if (preview == null) {
      preview =
          file.mappingId() == null
              ? deliveries.preview(id, proposalAsMapping(), SHOWN)
              : deliveries.preview(id, SHOWN);
    }
    return preview;
  }

  private Mapping proposalAsMapping() {
    getColumns();
    return proposal.mapping();
  }

  /** The values of a previewed row, in the order of the fields. */
  public List<Map.Entry<String, String>> values(Deliveries.PreviewedRecord row) {
    return List.copyOf(row.values().entrySet());
  }

  /** A value of a previewed row as people read it: of a code its name. */
  public String said(Map.Entry<String, String> value) {
    return file.entity().field(value.getKey()).type() == FieldType.CODE
        ? say.value(value.getKey(), value.getValue())
        : value.getValue();
  }

  /** All mappings saved for such files, the newest first. */
  public List<Mappings.Version> getVersions() {
    return mappings.versions(id);
  }

  /** Whether the file is read by this mapping. */
  public boolean isUsed(Mappings.Version version) {
    return Long.valueOf(version.id()).equals(file.mappingId());
  }

  /** The charsets a file can have. */
  public List<String> getCharsets() {
    return FileForm.CHARSETS;
  }

  /** The separators a file can have; TAB for the tab, as a form cannot carry one. */
  public List<String> getDelimiters() {
    return FileForm.DELIMITERS.stream().map(MergerFilePage::name).toList();
  }

  /** The separator of the file. */
  public String getDelimiter() {
    return name(file.form().delimiter());
  }

  private static String name(String delimiter) {
    return delimiter.equals("\t") ? "TAB" : delimiter;
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
    return file.state() == Delivery.State.MAPPED && current.get().may(Action.MERGER_STEWARD);
  }
}
