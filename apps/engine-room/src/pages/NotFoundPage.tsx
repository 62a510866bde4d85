import { Link, useLocation } from 'react-router-dom';
import { PageHeader } from '../ui/PageHeader';
import page from './page.module.css';

export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <div className={page.page}>
      <PageHeader title="No such page">There is nothing at {pathname}.</PageHeader>
      <p>
        <Link to="/overview">Go to the overview</Link>
      </p>
    </div>
  );
}
