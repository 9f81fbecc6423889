package org.klantbrug.transfer;

import java.util.Arrays;
import java.util.List;

/** What a cut-over carries. */
public enum Kind {
  /** Our own customers, with all that was delivered of them. */
  OWN("load-own-customers"),
  /** Customers of the acquired company with what they have running. */
  TRANSFER("transfer-customers"),
  /** Contacts and documents of the acquired company. */
  HISTORY("move-contact-history");

  private final String job;

  Kind(String job) {
    this.job = job;
  }

  /** Kind of the job that carries it live. */
  public String job() {
    return job;
  }

  List<LiveTable> tables() {
    return Arrays.stream(LiveTable.values())
        .filter(table -> this == OWN || table.entity().isHistory() == (this == HISTORY))
        .toList();
  }
}
