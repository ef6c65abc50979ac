"""The table of contents of the year.

1. indicators    pull_indicators          what the agencies report
2. selection     select_target_agencies   a proposal; the mayor decides
3. invitations   send_invitations         the list of people, decided too; then the letters
   replies       collect_replies          what people answer
4. attendance    collect_attendance       who came
   feedback      collect_feedback         what they think and learned, what agencies did
5. evaluation    compile_evaluation       did it help, and how sure are we

`cycle` opens a year and advances every open one, each morning; `quarterly`
reports in between and never selects; `relevance` asks once a year whether the
indicators themselves still serve. `demo` lives through a whole year.
"""
