package org.klantbrug.shared.web;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/** Lets pages read the components of records: {@code #{item.kind}}. Later versions of EL do so. */
public class RecordValues extends ELResolver {
  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    var component = component(base, property);
    if (component.isEmpty()) {
      return null;
    }
    context.setPropertyResolved(base, property);
    try {
      return component.get().getAccessor().invoke(base);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new ELException("Component " + property + " cannot be read", e);
    }
  }

  private static Optional<RecordComponent> component(Object base, Object property) {
    return base instanceof Record
        ? Arrays.stream(base.getClass().getRecordComponents())
            .filter(component -> component.getName().equals(property))
            .findFirst()
        : Optional.empty();
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return null; // records are never written
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    // Not resolved: the next resolver says that it cannot be written.
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return base instanceof Record ? Object.class : null;
  }
}
