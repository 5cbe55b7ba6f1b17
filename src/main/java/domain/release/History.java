package domain.release;

import java.util.List;

/**
 * The versions of a component that its target knows.
 *
 * @param current what is live, whether it runs or not
 * @param wanted the version asked for, or the one before the current when none was
 * @param earlier what it can go back to, the newest first
 */
public record History(Live current, Live wanted, List<Live> earlier) {

}
