package org.klantbrug.merger;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.klantbrug.shared.RuleBroken;

/**
 * A takeover: two companies, on which legal basis, and from when everybody may see the acquired
 * company's customers. Prepared, run, transferred, signed; abandoned or undone where needed.
 */
@jakarta.persistence.Entity
@Table(name = "merger_merger")
public class Merger {
  /** Where a merger is. */
  public enum State {
    PREPARING,
    RUNNING,
    /** All is rehearsed and approved; waves carry the customers. */
    READY,
    TRANSFERRED,
    SIGNED,
    ABANDONED,
    UNDONE
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String name;

  @Column(name = "acquirer_id")
  private long acquirerId;

  @Column(name = "acquired_id")
  private long acquiredId;

  @Enumerated(EnumType.STRING)
  @Column(name = "transfer_basis")
  private TransferBasis transferBasis;

  @Enumerated(EnumType.STRING)
  private Sector sector;

  @Column(name = "notice_period")
  private String noticePeriod;

  @Column(name = "visible_from")
  private LocalDate visibleFrom;

  @Enumerated(EnumType.STRING)
  private State state = State.PREPARING;

  private boolean demonstration;

  @Column(name = "data_owner_theirs")
  private String dataOwnerTheirs;

  @Column(name = "created_by")
  private long createdBy;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version private int version;

  /** For JPA. */
  protected Merger() {}

  Merger(
      String name,
      long acquirerId,
      long acquiredId,
      TransferBasis basis,
      Sector sector,
      LocalDate visibleFrom,
      String dataOwnerTheirs,
      boolean demonstration,
      long createdBy,
      Instant createdAt) {
    if (name == null || name.isBlank()) {
      throw new RuleBroken("merger.name-missing");
    }
    if (acquirerId == acquiredId) {
      throw new RuleBroken("merger.same-company");
    }
    if (visibleFrom == null) {
      throw new RuleBroken("merger.visible-from-missing");
    }
    this.name = name.trim();
    this.acquirerId = acquirerId;
    this.acquiredId = acquiredId;
    this.transferBasis = basis;
    this.sector = sector;
    this.noticePeriod = sector.noticePeriod().toString();
    this.visibleFrom = visibleFrom;
    this.dataOwnerTheirs = dataOwnerTheirs;
    this.demonstration = demonstration;
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  /**
   * What was registered is changed, which is over once the reconciliation is signed. The day of
   * visibility changes like this only before the start; afterwards see {@link VisibleFrom}.
   */
  void change(
      TransferBasis basis, Sector newSector, LocalDate newVisibleFrom, String newDataOwner) {
    if (state == State.SIGNED) {
      throw new RuleBroken("merger.signed-already", name);
    }
    if (basis == null || newSector == null) {
      throw new RuleBroken("merger.basis-missing");
    }
    if (newVisibleFrom == null) {
      throw new RuleBroken("merger.visible-from-missing");
    }
    if (state != State.PREPARING && !newVisibleFrom.equals(visibleFrom)) {
      throw new RuleBroken("merger.visible-from-by-two", name);
    }
    transferBasis = basis;
    sector = newSector;
    noticePeriod = newSector.noticePeriod().toString();
    visibleFrom = newVisibleFrom;
    dataOwnerTheirs = newDataOwner;
  }

  /** A run has started: the first, or one that brings what came later, also after a signature. */
  void start() {
    state = State.RUNNING;
  }

  /** The run has ended in this state. */
  void end(State how) {
    state = how;
  }

  /** Key; null until it is kept. */
  public Long id() {
    return id;
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  /** Key of our company. */
  public long acquirerId() {
    return acquirerId;
  }

  /** Key of the company that is taken over. */
  public long acquiredId() {
    return acquiredId;
  }

  LocalDate visibleFrom() {
    return visibleFrom;
  }

  int version() {
    return version;
  }

  /** How far it is. */
  public State state() {
    return state;
  }

  /** How long before the change a customer must be told. */
  public Period noticePeriod() {
    return Period.parse(noticePeriod);
  }
}
