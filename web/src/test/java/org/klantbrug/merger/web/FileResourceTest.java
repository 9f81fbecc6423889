package org.klantbrug.merger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.Mappings;
import org.klantbrug.merger.ReadingChange;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/** Whoever says over REST which version of a file he looked at is held to it. */
class FileResourceTest {
  private static final long SANNE = 5;

  private final FileResource files = new FileResource();
  private final Refusing mappings = new Refusing();

  @BeforeEach
  void sanneIsThere() {
    var current = new CurrentStaff();
    current.enter(
        new Staff(
            SANNE,
            "sanne",
            "Sanne",
            "nl",
            false,
            null,
            Set.of(),
            Set.of(Action.MERGER_PREPARE.code())));
    inject("current", current);
    inject("mappings", mappings);
    inject("clock", new BusinessClock());
  }

  @Test
  void whenTheFormIsCorrected() {
    refused(() -> files.correct(1, new FileResource.Form("UTF-8", ";", 7)));

    assertThat(mappings.asked.version()).isEqualTo(7);
    assertThat(mappings.asked.staffId()).isEqualTo(SANNE);
  }

  @Test
  void whenAnEarlierMappingIsUsedAgain() {
    refused(() -> files.useAgain(1, 3, 7));

    assertThat(mappings.asked.version()).isEqualTo(7);
    assertThat(mappings.mappingId).isEqualTo(3);
  }

  @Test
  void andWhoDoesNotSayTakesTheFileAsItIs() {
    refused(() -> files.useAgain(1, 3, null));

    assertThat(mappings.asked.version()).isNull();
  }

  private static void refused(Runnable what) {
    assertThatThrownBy(what::run).isInstanceOf(RuleBroken.class);
  }

  private void inject(String field, Object value) {
    try {
      var declared = FileResource.class.getDeclaredField(field);
      declared.setAccessible(true);
      declared.set(files, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Notes on what a change was decided, and refuses it. */
  private static final class Refusing extends Mappings {
    private ReadingChange asked;
    private long mappingId;

    @Override
    public Delivery useAgain(long deliveryId, long mappingId, ReadingChange change) {
      this.mappingId = mappingId;
      return refuse(change);
    }

    @Override
    public Delivery changeForm(
        long deliveryId, String charset, String delimiter, ReadingChange change) {
      return refuse(change);
    }

    private Delivery refuse(ReadingChange change) {
      asked = change;
      throw new RuleBroken("delivery.changed-meanwhile");
    }
  }
}
