package org.klantbrug.shared.web;

import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.omnifaces.util.Beans;

/**
 * A piece of a page that writes itself. A page shows hundreds of them, and what stands in a
 * template is looked up anew in each place; a piece reads each of its attributes once.
 */
public abstract class Piece extends UIComponentBase {
  @Override
  public final String getFamily() {
    return "klantbrug";
  }

  @Override
  public final void encodeBegin(FacesContext context) throws IOException {
    write(context, context.getResponseWriter());
  }

  @Override
  public final void encodeEnd(FacesContext context) {
    // Written in whole already.
  }

  /** Writes the piece; the writer escapes. */
  protected abstract void write(FacesContext context, ResponseWriter to) throws IOException;

  /** What the attribute says in this place; null if it says nothing. */
  protected final <T> T read(FacesContext context, String attribute, Class<T> kind) {
    var expression = getValueExpression(attribute);
    return kind.cast(
        expression == null
            ? getAttributes().get(attribute)
            : expression.getValue(context.getELContext()));
  }

  /** What the attribute says as text; empty if it says nothing. */
  protected final String text(FacesContext context, String attribute) {
    var value = read(context, attribute, Object.class);
    return value == null ? "" : value.toString();
  }

  /** A bean of this request, looked up once for all pieces. */
  protected static <T> T bean(FacesContext context, Class<T> kind) {
    var known = context.getAttributes().get(kind);
    if (known == null) {
      known = Beans.getReference(kind);
      context.getAttributes().put(kind, known);
    }
    return kind.cast(known);
  }

  /** An element with nothing but text; none if there is no text. */
  protected static void element(ResponseWriter to, String name, String style, String text)
      throws IOException {
    if (text != null && !text.isEmpty()) {
      open(to, name, style);
      to.writeText(text, null);
      to.endElement(name);
    }
  }

  /** Begins an element with a class. */
  protected static void open(ResponseWriter to, String name, String style) throws IOException {
    to.startElement(name, null);
    if (!style.isEmpty()) {
      to.writeAttribute("class", style, null);
    }
  }
}
