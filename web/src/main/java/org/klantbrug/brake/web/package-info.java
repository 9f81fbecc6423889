/** What is held, as every page that has to do with it says it. */
package org.klantbrug.brake.web;
