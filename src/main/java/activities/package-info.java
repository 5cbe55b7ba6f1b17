/**
 * What procedures can do to the world: one public interface per capability, its
 * implementation beside it and package-private. Interfaces speak {@code domain} only.
 */
package activities;
