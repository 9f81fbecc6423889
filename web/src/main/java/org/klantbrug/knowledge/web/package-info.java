/** Questions and answers on the screens, for colleagues and for customers. */
package org.klantbrug.knowledge.web;
