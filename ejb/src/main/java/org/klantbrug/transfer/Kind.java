package org.klantbrug.transfer;

import java.util.Arrays;
import java.util.List;

/** What a cut-over carries. */
public enum Kind {
  /** Our own customers, with all that was delivered of them. */
  OWN,
  /** Customers of the acquired company with what they have running. */
  TRANSFER,
  /** Contacts and documents of the acquired company. */
  HISTORY;

  List<LiveTable> tables() {
    return Arrays.stream(LiveTable.values())
        .filter(table -> this == OWN || table.entity().isHistory() == (this == HISTORY))
        .toList();
  }
}
