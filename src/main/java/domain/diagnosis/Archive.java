package domain.diagnosis;

import domain.release.Artifact;
import java.util.List;

/**
 * An archive that was made.
 *
 * @param artifact where it is
 * @param files how many files are in it
 * @param missing what could not be had and why, a line each, the first of them
 * @param missed how many could not be had
 */
public record Archive(Artifact artifact, int files, List<String> missing, int missed) {

}
