package org.klantbrug.screens;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;

/** Somebody who works with a keyboard alone, and goes from field to field with Tab. */
final class Keys {
  /** Nobody presses Tab more often for a field of one page. */
  private static final int PATIENCE = 150;

  private final Page page;
  private final Keyboard keyboard;

  Keys(Page page) {
    this.page = page;
    keyboard = page.keyboard();
  }

  /** Goes on with Tab until the field, button or link has the focus. */
  void go(String selector) {
    for (var pressed = 0; pressed < PATIENCE; pressed++) {
      if (isAt(selector)) {
        return;
      }
      keyboard.press("Tab");
    }
    throw new AssertionError("Tab does not lead to " + selector + " on " + page.url());
  }

  private boolean isAt(String selector) {
    return (boolean)
        page.evaluate("selector => document.activeElement.matches(selector)", selector);
  }

  /** Types over what stands in the field. */
  void type(String field, String text) {
    go(field);
    keyboard.press("Control+A");
    keyboard.insertText(text);
  }

  /** A date as one types it: day, month and year in the order of the reader's language. */
  void typeDate(String field, String digits) {
    go(field);
    keyboard.type(digits);
  }

  /** Chooses the one so many places below what is chosen. */
  void choose(String field, int below) {
    go(field);
    for (var pressed = 0; pressed < below; pressed++) {
      keyboard.press("ArrowDown");
    }
  }

  /** Opens what is folded. */
  void unfold(String summary) {
    go(summary);
    keyboard.press("Enter");
  }

  /** Presses the button, or follows the link. */
  void press(String button) {
    go(button);
    page.waitForNavigation(() -> keyboard.press("Enter"));
  }
}
