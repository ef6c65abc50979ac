"""What leaders read: briefs, lists for approval, quarterly reviews, and their charts."""
