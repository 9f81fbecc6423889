package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.klantbrug.outbound.MailSettings;

/** Where customers read answers, as letters and mail name it. */
@ApplicationScoped
public class QuestionsPage {
  private MailSettings settings;

  /** For the container. */
  public QuestionsPage() {}

  /** Works with these. */
  @Inject
  public QuestionsPage(MailSettings settings) {
    this.settings = settings;
  }

  /**
   * The address of the page; empty if {@code KLANTBRUG_PUBLIC_ADDRESS} is not set, and so nobody
   * knows under which name customers reach us.
   */
  public Optional<String> address() {
    return settings.publicAddress().map(address -> address + "public/questions");
  }
}
