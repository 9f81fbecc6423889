package org.klantbrug.running;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the running {@link Klantbrug}: started for the first that asks, one for all test
 * classes, stopped after the last.
 */
public final class OneKlantbrug implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(OneKlantbrug.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Klantbrug.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(Klantbrug.class, type -> Klantbrug.start("var"), Klantbrug.class);
  }
}
