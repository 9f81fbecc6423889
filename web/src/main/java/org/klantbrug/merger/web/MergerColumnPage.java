package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.Mappings;
import org.klantbrug.merger.Previews;
import org.klantbrug.merger.ReadingChange;
import org.klantbrug.merger.TargetField;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * One column of a file: which fields it feeds, how strictly, and what each delivered value means.
 */
@Named
@RequestScoped
public class MergerColumnPage {
  private static final int SEEN = 20;

  @Inject private CurrentStaff current;
  @Inject private Deliveries deliveries;
  @Inject private Mappings mappings;
  @Inject private Previews previews;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Integer column;

  private Delivery file;
  private MappingProposal proposal;
  private boolean merged;
  private List<ColumnForm.Kept> lost;

  /**
   * A delivered value in the value list of a field.
   *
   * @param times how often it was seen; 0 if it is only in the list
   * @param code what it means; empty for nothing, {@code ?} if it is not in the list
   */
  public record Meaning(String value, int times, String code) {}

  /**
   * Reads the column and does with it what was asked. That the page shows what was delivered is
   * written down.
   */
  public void act() {
    if (id == null || column == null) {
      throw new NotThere();
    }
    file = deliveries.read(id);
    if (deliveries.isRawGone(id)) {
      Faces.redirect("/merger-file?id=%s", id);
      return;
    }
    proposal =
        file.mappingId() == null
            ? deliveries.proposeMapping(id)
            : mappings.tryMapping(id, deliveries.mapping(id));
    if (post.isSent()) {
      current.need(Action.MERGER_PREPARE);
      save();
    } else if (column < 0 || column >= proposal.columns().size()) {
      throw new NotThere();
    }
    if (!Faces.getContext().getResponseComplete()) {
      previews.noteRead(id, current.get().id());
    }
  }

  private void save() {
    var version = post.has("version") ? (int) post.key("version") : null;
    var stale = version == null || version != file.version();
    var form = new ColumnForm(post, file.entity(), stale);
    var place = form.place(header(), column);
    if (place.isEmpty()) {
      lost = form.kept();
      return;
    }
    column = place.get();
    var columns = new ArrayList<>(proposal.mapping().columns());
    columns.set(column, form.on(columns.get(column), free()));
    var wished = new Mapping(file.entity(), columns);
    var undecided = wished.columns().get(column).use() == Mapping.Use.UNDECIDED;
    var change = new ReadingChange(version, current.get().id(), clock.now());
    if (notices.tryTo(
        () -> deliveries.saveMapping(id, wished, change),
        undecided
            ? "column.saved-undecided"
            : wished.obstacles().isEmpty() ? "file.saved" : "file.saved-draft")) {
      Faces.redirect("/merger-column?id=%s&column=%s", id, column);
    } else if (version != null
        && stale
        && isChangeable()
        && form.standsIn(wished.columns().get(column))) {
      merge(wished);
    }
  }

  private List<String> header() {
    return proposal.mapping().columns().stream().map(Mapping.Column::source).toList();
  }

  /** Shows what was typed, on top of what is there now; as it is there if that cannot be read. */
  private void merge(Mapping wished) {
    var tried = notices.attempt(() -> mappings.tryMapping(id, wished));
    merged = tried.isPresent();
    proposal = tried.orElse(proposal);
  }

  /** A field that a person chose: read as most files here are written. */
  static Mapping.Target fresh(TargetField field) {
    return switch (field.type()) {
      case AMOUNT -> Mapping.Target.amount(field.column(), ",");
      case DATE, MOMENT -> Mapping.Target.dated(field.column(), "dd-MM-yyyy");
      case CODE -> Mapping.Target.coded(field.column(), Map.of());
      default -> Mapping.Target.plain(field.column());
    };
  }

  /** The file. */
  public Delivery getFile() {
    return file;
  }

  /** Whether what is shown was typed here, on top of what a colleague saved meanwhile. */
  public boolean isMerged() {
    return merged;
  }

  /**
   * What was filled in for a column that is not there any more, as the file is read otherwise now;
   * null if the column is there.
   */
  public List<ColumnForm.Kept> getLost() {
    return lost;
  }

  /** What was filled in for the values of a field, in their order. */
  public List<Map.Entry<String, String>> codes(ColumnForm.Kept kept) {
    return List.copyOf(kept.codes().entrySet());
  }

  /** The name of the column, as the page was opened with it. */
  public String getSource() {
    return lost == null ? getShown().mapping().source() : post.raw("source");
  }

  /** The number of the column, from 0. */
  public Integer getColumn() {
    return column;
  }

  /** The column with what it feeds and what was found in it. */
  public MappingProposal.Column getShown() {
    return proposal.columns().get(column);
  }

  /** What can be done with the column while it feeds no field. */
  public List<Mapping.Use> getUses() {
    return ColumnForm.USES;
  }

  /** The date form of a field: as it was typed if that came back, else as it is. */
  public String dateForm(Mapping.Target target) {
    var name = "date-" + target.column();
    return post.has(name) ? post.text(name) : target.dateFormat();
  }

  /** The values seen most, each with how often; at most twenty. */
  public List<Map.Entry<String, Integer>> getSeen() {
    return getShown().values().entrySet().stream().limit(SEEN).toList();
  }

  /** The value list of a field: first what was seen, then what is only in the list. */
  public List<Meaning> meanings(Mapping.Target target) {
    var seen = getShown().values();
    var all = new LinkedHashSet<>(seen.keySet());
    all.addAll(target.values().keySet());
    return all.stream()
        .map(
            value ->
                new Meaning(
                    value,
                    seen.getOrDefault(value, 0),
                    target.values().getOrDefault(value, ColumnForm.UNKNOWN)))
        .toList();
  }

  /** The codes that a field knows. */
  public TreeSet<String> codes(Mapping.Target target) {
    return new TreeSet<>(file.entity().field(target.column()).codes());
  }

  /** The fields that no column feeds yet. */
  public List<TargetField> getFreeFields() {
    var fed =
        proposal.mapping().columns().stream()
            .flatMap(each -> each.targets().stream())
            .map(Mapping.Target::column)
            .toList();
    return file.entity().fields().stream().filter(field -> !fed.contains(field.column())).toList();
  }

  private Set<String> free() {
    return getFreeFields().stream().map(TargetField::column).collect(Collectors.toSet());
  }

  /** Whether a wrong value of the field can be left empty: not for a key. */
  public boolean canBeLenient(Mapping.Target target) {
    return file.entity().field(target.column()).type() != FieldType.KEY;
  }

  /** Whether this person may change the mapping now. */
  public boolean isChangeable() {
    return file.state() != Delivery.State.CONFIRMED
        && file.state() != Delivery.State.IMPORTED
        && current.get().may(Action.MERGER_PREPARE);
  }
}
