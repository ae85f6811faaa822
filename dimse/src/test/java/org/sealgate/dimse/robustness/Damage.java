package org.sealgate.dimse.robustness;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with one byte of an acceptor's answers.
 *
 * @param kind what happens there
 * @param answer the answer it is in
 * @param index of the byte in that answer
 * @param mask the bits that a flipped byte has otherwise
 */
record Damage(Kind kind, ScriptedSession.AnsweredPdu answer, int index, int mask) {
  static final Damage NONE = new Damage(Kind.FLIPPED, ScriptedSession.AnsweredPdu.RELEASE, 0, 0);

  /** The ways in which a byte can be wrong. */
  enum Kind {
    CLOSED,
    SILENT,
    FLIPPED
  }

  /** The same at every byte of every answer. */
  static List<Damage> everywhere(Kind kind, int mask) {
    List<Damage> damages = new ArrayList<>();
    for (ScriptedSession.AnsweredPdu answer : ScriptedSession.AnsweredPdu.values()) {
      for (int index = 0; index < ScriptedSession.answer(answer, 1).length; index++) {
        damages.add(new Damage(kind, answer, index, mask));
      }
    }
    return damages;
  }
}
