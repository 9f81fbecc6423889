package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.LineReading;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.merger.reading.Problem;
import org.klantbrug.shared.RuleBroken;

/** Delivered files as they will be read: their first records, before anything is imported. */
@ApplicationScoped
public class Previews {
  private Deliveries deliveries;
  private Mappings mappings;
  private Audit audit;

  /** For the container. */
  protected Previews() {}

  /** Reads these deliveries. */
  @Inject
  public Previews(Deliveries deliveries, Mappings mappings, Audit audit) {
    this.deliveries = deliveries;
    this.mappings = mappings;
    this.audit = audit;
  }

  /**
   * A record as it will be read.
   *
   * @param values delivered values by field, those that are empty left out
   * @param reject why it cannot be used, or null
   */
  public record Row(long line, Map<String, String> values, Problem reject, List<Problem> warnings) {
    /** Copies what it is given, keeping the order. */
    public Row {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Writes down that a person reads records or values of a file: they are of customers, perhaps
   * before the day on which everybody may see them.
   *
   * @throws RuleBroken {@code delivery.raw-gone}: it went at the end of the merger
   */
  public void noteRead(long deliveryId, long staffId) {
    if (deliveries.isRawGone(deliveryId)) {
      throw new RuleBroken("delivery.raw-gone");
    }
    var entity = deliveries.read(deliveryId).entity().name();
    audit.recordBy(staffId, "fileRead", "file", deliveryId, entity);
  }

  /** As {@link #of(long, int)}, for a person: that they were read is written down. */
  public List<Row> shown(long deliveryId, int most, long staffId) {
    noteRead(deliveryId, staffId);
    return of(deliveryId, most);
  }

  /**
   * What the machine thinks each column means, with samples, for a person: that they were read is
   * written down.
   */
  public MappingProposal proposed(long deliveryId, long staffId) {
    noteRead(deliveryId, staffId);
    return deliveries.proposeMapping(deliveryId);
  }

  /**
   * Values that the saved mapping can read, and values that it cannot, for a person: that they were
   * read is written down.
   *
   * @throws RuleBroken {@code mapping.not-saved}
   */
  public MappingProposal tried(long deliveryId, long staffId) {
    noteRead(deliveryId, staffId);
    return mappings.tryMapping(deliveryId, deliveries.mapping(deliveryId));
  }

  /**
   * The first records as they will be read with the saved mapping, whether or not it is finished:
   * columns that are undecided are not read.
   *
   * @param most records to show
   * @throws RuleBroken {@code mapping.not-saved}
   */
  public List<Row> of(long deliveryId, int most) {
    return of(deliveryId, deliveries.mapping(deliveryId), most);
  }

  /** As {@link #of(long, int)}, with a mapping that is not saved. */
  public List<Row> of(long deliveryId, Mapping mapping, int most) {
    var delivery = deliveries.read(deliveryId);
    var records = new ArrayList<Row>();
    try (var reading =
        LineReading.ofDraft(
            delivery.storedPath(), delivery.form(), mapping, delivery.extractAsOf())) {
      while (records.size() < most && reading.next()) {
        records.add(previewed(reading));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
    return records;
  }

  private static Row previewed(LineReading reading) {
    var values = new LinkedHashMap<String, String>();
    var fields = reading.entity().fields();
    for (var i = 0; i < fields.size(); i++) {
      if (reading.values()[i] != null) {
        values.put(fields.get(i).column(), reading.values()[i]);
      }
    }
    return new Row(reading.line(), values, reading.reject(), reading.warnings());
  }
}
